package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.ProtocolViolation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Each message behind its length: 32 bits, big-endian. For binary formats. */
final class PrefixedBatching extends Batching {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int PREFIX_BYTES = 4;

    @Override
    public int overhead() {
        return PREFIX_BYTES;
    }

    @Override
    public int put(byte[] message, byte[] frame, int at) {
        INTS.set(frame, at, message.length);
        System.arraycopy(message, 0, frame, at + PREFIX_BYTES, message.length);
        return at + PREFIX_BYTES + message.length;
    }

    @Override
    public void split(byte[] frame, Messages to) {
        if (frame.length == 0) {
            throw empty();
        }
        int at = 0;
        for (int count = 1; at < frame.length; count++) {
            checkCount(count);
            if (frame.length - at < PREFIX_BYTES) {
                throw ProtocolViolation.of("a batch ends within the length of a message");
            }
            // Read as signed: what is negative is larger than any frame.
            int length = (int) INTS.get(frame, at);
            at += PREFIX_BYTES;
            if (length < 0 || length > frame.length - at) {
                throw ProtocolViolation.of("a batch ends within a message");
            }
            to.onMessage(at, length);
            at += length;
        }
    }
}
