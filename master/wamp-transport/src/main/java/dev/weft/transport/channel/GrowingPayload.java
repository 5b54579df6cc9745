package dev.weft.transport.channel;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * The payload of a frame that comes in many reads: each byte is taken when it comes. What a frame says of its length is believed only
 * as far as twice what has come of it; when that is reached, the array grows to twice what has come then.
 */
final class GrowingPayload {

    /** With less than this of a frame at hand, waiting for the rest is cheaper. */
    static final int LEAST_BYTES = 512;

    private final int length;
    private byte[] bytes;
    private int size;

    /** @param length of the whole payload */
    GrowingPayload(int length, ByteBuf in) {
        this.length = length;
        this.bytes = new byte[room(in.readableBytes())];
        take(in);
    }

    /** Takes what has come; true when that is all. */
    boolean take(ByteBuf in) {
        int more = Math.min(in.readableBytes(), length - size);
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, room(size + more));
        }
        in.readBytes(bytes, size, more);
        size += more;
        return size == length;
    }

    /** All of it, once it is complete. */
    byte[] bytes() {
        return bytes;
    }

    private int room(int come) {
        return (int) Math.min(length, 2L * come);
    }
}
