package dev.weft.transport.channel;

import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The payloads of large messages for many recipients, in the memory that sockets are written from: all recipients on one loop refer to
 * the same bytes, instead of a copy for each. Kept until the loop has done what was queued on it when the first of them came.
 * Loop-confined.
 */
final class SharedBuffer {

    /** Below, a copy behind the other frames of a connection is cheaper than a buffer more to write. */
    static final int LEAST_BYTES = 16 << 10;

    /** What has left everybody may be kept a little longer: so much of it. */
    private static final int MOST_BYTES = 4 << 20;

    private static final FastThreadLocal<SharedBuffer> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected SharedBuffer initialValue() {
            return new SharedBuffer();
        }
    };

    private final Map<EncodedMessage, ByteBuf> kept = new IdentityHashMap<>();
    private int bytes;

    private SharedBuffer() {}

    /**
     * The payload in a buffer that is the caller's to release.
     *
     * @param payload the same object for all recipients
     */
    static ByteBuf of(EncodedMessage payload, Channel channel) {
        SharedBuffer ofLoop = OF_LOOP.get();
        ByteBuf known = ofLoop.kept.get(payload);
        return (known == null ? ofLoop.add(payload, channel) : known).retainedDuplicate();
    }

    private ByteBuf add(EncodedMessage payload, Channel channel) {
        if (kept.isEmpty()) {
            channel.eventLoop().execute(this::drop);
        } else if (bytes + payload.size() > MOST_BYTES) {
            drop();
        }
        ByteBuf filled = channel.alloc().directBuffer(payload.size());
        payload.copyTo(filled::writeBytes);
        kept.put(payload, filled);
        bytes += payload.size();
        return filled;
    }

    private void drop() {
        kept.values().forEach(ByteBuf::release);
        kept.clear();
        bytes = 0;
    }
}
