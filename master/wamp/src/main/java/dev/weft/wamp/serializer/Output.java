package dev.weft.wamp.serializer;

import java.util.Arrays;

/** Bytes that grow. */
final class Output {

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
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(bytes.length, 1 << 29) * 2));
        }
    }
}
