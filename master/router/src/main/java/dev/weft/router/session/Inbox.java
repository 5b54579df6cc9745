package dev.weft.router.session;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * From a link's thread to the realm's loop, many messages per task; where both are one, at once. A session whose authorizer takes its
 * time is held: its messages wait in order, except those that answer invocations, so that the authorizer may be served by the session
 * itself. A link that delivers faster than the realm works is paused.
 */
public final class Inbox implements LinkHandler, Runnable {

    private static final Message GONE = new Goodbye(Dict.empty(), "wamp.close.transport_lost");
    private static final int TURN = 256;
    private static final int HIGH = 1024;
    private static final int LOW = 128;

    /** About as many small messages as a link reads at once: others on the loop wait no longer than for one full read. */
    private static final int MOST_DIRECT = 1024;

    private final Member member;
    private final Link link;
    private final Executor loop;
    private final Receiver receiver;
    private final Queue<Message> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean linkPaused = new AtomicBoolean();

    /** Of the realm's loop only: messages that wait for an authorizer. */
    private @Nullable ArrayDeque<Message> parked;

    private boolean held;

    /** Messages of the link come on the realm's loop anyway: of what was read together, so many need not wait for a turn. */
    private final boolean direct;

    private boolean inBatch;
    private int ofBatch;

    Inbox(Member member, Link link, Executor loop, Receiver receiver) {
        this.member = member;
        this.link = link;
        this.loop = loop;
        this.receiver = receiver;
        this.direct = link.batchesOn() == loop;
    }

    @Override
    public void onBatchBegin() {
        if (direct) {
            inBatch = true;
            ofBatch = 0;
            receiver.beginTurn();
        }
    }

    @Override
    public void onBatchEnd() {
        if (inBatch) {
            inBatch = false;
            receiver.endTurn();
        }
    }

    @Override
    public void onMessage(Message message) {
        if (inBatch && waiting.get() == 0 && ofBatch < MOST_DIRECT) {
            ofBatch++;
            acceptNow(message);
            return;
        }
        queue.add(message);
        int before = waiting.getAndIncrement();
        if (before == 0) {
            loop.execute(this);
        } else if (before == HIGH) {
            pauseLink();
        }
    }

    @Override
    public void onClosed(CloseReason reason) {
        onMessage(GONE);
    }

    @Override
    public void run() {
        int done = 0;
        receiver.beginTurn();
        try {
            for (Message next = queue.poll(); next != null; next = queue.poll()) {
                done++;
                accept(next);
                if (done == TURN) {
                    return;
                }
            }
        } finally {
            receiver.endTurn();
            if (waiting.addAndGet(-done) > 0) {
                loop.execute(this);
            }
            resumeLink();
        }
    }

    /** What fails, fails as a task of the loop, as it would from the queue: the link is not to blame for it. */
    private void acceptNow(Message message) {
        try {
            accept(message);
        } catch (RuntimeException | Error e) {
            loop.execute(() -> {
                throw e;
            });
        }
    }

    private void accept(Message message) {
        if (message == GONE) {
            receiver.gone(member);
        } else if (held && !answersInvocation(message)) {
            park(message);
        } else {
            receiver.receive(member, message);
        }
    }

    private void park(Message message) {
        if (parked == null) {
            parked = new ArrayDeque<>();
        }
        parked.add(message);
        if (parked.size() == HIGH) {
            pauseLink();
        }
    }

    private static boolean answersInvocation(Message message) {
        return message.type() == MessageType.YIELD || message.type() == MessageType.ERROR;
    }

    /** From now on messages wait. Of the realm's loop. */
    public void hold() {
        held = true;
    }

    /** Handles what waited, until the session is held again. Of the realm's loop. */
    public void release() {
        held = false;
        while (parked != null && !held) {
            Message next = parked.poll();
            if (next == null) {
                parked = null;
            } else {
                receiver.receive(member, next);
            }
        }
        resumeLink();
    }

    private void pauseLink() {
        link.pause();
        linkPaused.set(true);
        // The queue may have emptied before the flag was set.
        loop.execute(this::resumeLink);
    }

    private void resumeLink() {
        if (linkPaused.get() && waiting.get() <= LOW && isParkingLow() && linkPaused.compareAndSet(true, false)) {
            link.resume();
        }
    }

    private boolean isParkingLow() {
        return parked == null || parked.size() <= LOW;
    }
}
