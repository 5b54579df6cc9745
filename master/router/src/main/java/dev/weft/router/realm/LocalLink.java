package dev.weft.router.realm;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The router's end of a link to a session of its own process. What is sent reaches the session in a later task of the executor,
 * never on the sender's stack, so that handlers may send from within. WELCOME stays here: the session is made after its handshake.
 */
final class LocalLink implements Link, Runnable {

    private static final int TURN = 256;

    private final Executor executor;
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final SessionEnd sessionEnd = new SessionEnd();
    private @Nullable LinkHandler session;

    /** Where the session's messages go to: hands over by itself. */
    private volatile @Nullable LinkHandler realm;

    LocalLink(Executor executor) {
        this.executor = executor;
    }

    /** The other end, for the session to send on. */
    Link sessionEnd() {
        return sessionEnd;
    }

    /** Before anything is sent. */
    void connect(LinkHandler toSession, LinkHandler toRealm) {
        session = toSession;
        realm = toRealm;
    }

    @Override
    public void send(Message message) {
        if (!closed.get() && message.type() != MessageType.WELCOME) {
            offer(message);
        }
    }

    @Override
    public void send(SharedMessage message) {
        send(message.message());
    }

    @Override
    public void close(CloseReason reason) {
        if (closed.compareAndSet(false, true)) {
            offer(reason);
        }
    }

    private void offer(Object item) {
        queue.add(item);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this);
        }
    }

    @Override
    public void run() {
        int done = 0;
        try {
            for (Object item = queue.poll(); item != null; item = queue.poll()) {
                done++;
                deliver(item);
                if (done == TURN) {
                    return;
                }
            }
        } finally {
            if (waiting.addAndGet(-done) > 0) {
                executor.execute(this);
            }
        }
    }

    private void deliver(Object item) {
        LinkHandler to = session;
        if (to == null) {
            return;
        }
        if (item instanceof CloseReason reason) {
            to.onClosed(reason);
        } else {
            to.onMessage((Message) item);
        }
    }

    @Override
    public long queuedBytes() {
        return 0;
    }

    @Override
    public LinkInfo info() {
        return LinkInfo.local();
    }

    /** The session's end. */
    private final class SessionEnd implements Link {

        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public void send(Message message) {
            LinkHandler to = realm;
            if (to != null && !over.get()) {
                to.onMessage(message);
            }
        }

        @Override
        public void send(SharedMessage message) {
            send(message.message());
        }

        @Override
        public void close(CloseReason reason) {
            LinkHandler to = realm;
            if (over.compareAndSet(false, true) && to != null) {
                to.onClosed(reason);
                LocalLink.this.close(reason);
            }
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public LinkInfo info() {
            return LinkInfo.local();
        }
    }
}
