package dev.weft.testkit;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.SharedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection in memory: two links, each delivering to the handler of the other. Everything is delivered by one serial executor, in
 * order, so that a {@link ManualExecutor} makes a test deterministic.
 */
public final class LinkPair {

    private final End left;
    private final End right;

    private LinkPair(Executor serial, @Nullable Serializer serializer, LinkInfo info) {
        this.left = new End(serial, serializer, info);
        this.right = new End(serial, serializer, info);
        left.other = right;
        right.other = left;
    }

    /** Hands the records over as they are. */
    public static LinkPair over(Executor serial) {
        return new LinkPair(serial, null, LinkInfo.local());
    }

    /** Encodes and decodes each message, as a socket would have it. */
    public static LinkPair over(Executor serial, Serializer serializer, LinkInfo info) {
        return new LinkPair(serial, serializer, info);
    }

    /** The client's end, in most tests. */
    public End left() {
        return left;
    }

    /** The router's end, in most tests. */
    public End right() {
        return right;
    }

    /** Cuts the connection: both handlers hear of it as lost. */
    public void cut() {
        left.lose();
        right.lose();
    }

    /** One end: the link to send on, and the handler for what the other end sends. */
    public static final class End implements Link {

        private final Executor serial;
        private final @Nullable Serializer serializer;
        private final LinkInfo info;
        private final List<Message> early = new ArrayList<>();
        private @Nullable End other;
        private @Nullable LinkHandler handler;
        private boolean closed;
        private boolean told;

        End(Executor serial, @Nullable Serializer serializer, LinkInfo info) {
            this.serial = serial;
            this.serializer = serializer;
            this.info = info;
        }

        /** Sets who gets what arrives here; what arrived before is delivered now. */
        public void handler(LinkHandler to) {
            List<Message> missed;
            synchronized (this) {
                handler = to;
                missed = List.copyOf(early);
                early.clear();
            }
            missed.forEach(message -> serial.execute(() -> to.onMessage(message)));
        }

        @Override
        public void send(Message message) {
            byte[] bytes = serializer == null ? null : serializer.encode(message);
            deliver(message, bytes);
        }

        @Override
        public void send(SharedMessage message) {
            byte[] bytes =
                    serializer == null ? null : message.encoded(serializer).toByteArray();
            deliver(message.message(), bytes);
        }

        @Override
        public void close(CloseReason reason) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            serial.execute(() -> {
                peer().lost(reason);
                lost(reason);
            });
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public LinkInfo info() {
            return info;
        }

        private End peer() {
            return Objects.requireNonNull(other);
        }

        private void deliver(Message message, byte @Nullable [] bytes) {
            synchronized (this) {
                if (closed) {
                    return;
                }
            }
            serial.execute(() -> peer().arrived(
                            serializer == null || bytes == null ? message : serializer.decode(bytes, 0, bytes.length)));
        }

        private void arrived(Message message) {
            LinkHandler to;
            synchronized (this) {
                if (told) {
                    return;
                }
                to = handler;
                if (to == null) {
                    early.add(message);
                    return;
                }
            }
            to.onMessage(message);
        }

        private void lose() {
            serial.execute(() -> lost(new CloseReason(CloseReason.Kind.LOST, "the connection was cut")));
        }

        private void lost(CloseReason reason) {
            LinkHandler to;
            synchronized (this) {
                closed = true;
                if (told) {
                    return;
                }
                told = true;
                to = handler;
            }
            if (to != null) {
                to.onClosed(reason);
            }
        }
    }
}
