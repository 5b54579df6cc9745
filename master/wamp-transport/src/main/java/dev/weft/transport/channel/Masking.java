package dev.weft.transport.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The masking of WebSocket payloads (RFC 6455, 5.3), eight bytes at a time; large ones in blocks. */
final class Masking {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int BLOCK = 2048;
    private static final int LARGE = 4 * BLOCK;

    private Masking() {}

    /** Masks, or unmasks, in place. */
    static void apply(byte[] bytes, int mask) {
        long wide = (mask & 0xFFFF_FFFFL) << 32 | (mask & 0xFFFF_FFFFL);
        int i = bytes.length < LARGE ? 0 : applyBlocks(bytes, wide);
        for (; i + 8 <= bytes.length; i += 8) {
            LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
        }
        for (; i < bytes.length; i++) {
            bytes[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
    }

    /** How much of the bytes were whole blocks. */
    private static int applyBlocks(byte[] bytes, long mask) {
        byte[] masks = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i += 8) {
            LONGS.set(masks, i, mask);
        }
        byte[] block = new byte[BLOCK];
        int at = 0;
        for (; at + BLOCK <= bytes.length; at += BLOCK) {
            System.arraycopy(bytes, at, block, 0, BLOCK);
            xor(block, masks);
            System.arraycopy(block, 0, bytes, at, BLOCK);
        }
        return at;
    }

    /** The compiler turns this into instructions for 32 bytes or more, as both are read at the same places: hence the copies. */
    private static void xor(byte[] block, byte[] masks) {
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= masks[i];
        }
    }
}
