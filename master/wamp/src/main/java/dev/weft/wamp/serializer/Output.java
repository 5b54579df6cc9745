package dev.weft.wamp.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow. */
final class Output {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int size;

    Output(int expected) {
        bytes = new byte[Math.max(64, expected)];
    }

    void put(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    /** The lowest so many bytes, big-endian. */
    void put(long value, int width) {
        ensure(width);
        if (width == Long.BYTES) {
            LONGS.set(bytes, size, value);
            size += Long.BYTES;
            return;
        }
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void put(byte[] from) {
        put(from, 0, from.length);
    }

    void put(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** Characters that are known to be ASCII. */
    void ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Begins anew. What {@link #toByteArray} gave stays as it is. */
    void clear() {
        size = 0;
    }

    /** How many bytes it can hold before it grows. */
    int capacity() {
        return bytes.length;
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
