package dev.weft.transport.channel;

import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a large message for many recipients, in the memory that sockets are written from: all recipients on one loop refer to
 * the same bytes, instead of a copy for each. Kept until the loop has its next task. Loop-confined.
 */
final class SharedBuffer {

    /** Below, a copy behind the other frames of a connection is cheaper than a buffer more to write. */
    static final int LEAST_BYTES = 16 << 10;

    private static final FastThreadLocal<SharedBuffer> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected SharedBuffer initialValue() {
            return new SharedBuffer();
        }
    };

    private @Nullable EncodedMessage payload;
    private @Nullable ByteBuf buffer;

    private SharedBuffer() {}

    /**
     * The payload in a buffer that is the caller's to release.
     *
     * @param payload the same object for all recipients
     */
    static ByteBuf of(EncodedMessage payload, Channel channel) {
        SharedBuffer kept = OF_LOOP.get();
        if (kept.payload != payload) {
            kept.drop();
            ByteBuf filled = channel.alloc().directBuffer(payload.size());
            payload.copyTo(filled::writeBytes);
            kept.payload = payload;
            kept.buffer = filled;
            channel.eventLoop().execute(kept::drop);
        }
        return Objects.requireNonNull(kept.buffer).retainedDuplicate();
    }

    private void drop() {
        if (buffer != null) {
            buffer.release();
        }
        buffer = null;
        payload = null;
    }
}
