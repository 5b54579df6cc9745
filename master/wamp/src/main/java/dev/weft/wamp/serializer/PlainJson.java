package dev.weft.wamp.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds what is special in the texts of JSON: a quote, a backslash, a control character, or what is not ASCII. */
final class PlainJson {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;
    private static final long HIGHEST_BITS = 0x8080808080808080L;
    private static final long LARGEST_ASCII = 0x7F7F7F7F7F7F7F7FL;

    private static final int BLOCK = 2048;

    /** A text that has been plain for so long is looked at in blocks. */
    private static final int LONG = 2 * BLOCK;

    /** So many, before what was seen in them is looked at; fewer at first, as they may reach far beyond the end of the text. */
    private static final int MOST_BLOCKS = 8;

    private PlainJson() {}

    /**
     * Goes on while nothing is special, as in most texts nothing is.
     *
     * @return the place of what is special, or one from which fewer than eight bytes are left
     */
    static int skip(byte[] bytes, int from, int limit) {
        int at = skipLongs(bytes, from, Math.min(limit, from + LONG));
        if (at - from <= LONG - Long.BYTES) {
            return at;
        }
        return skipLongs(bytes, limit - at < BLOCK ? at : skipBlocks(bytes, at, limit), limit);
    }

    /** Sixteen at a time, then eight. */
    private static int skipLongs(byte[] bytes, int from, int limit) {
        int at = from;
        int last = limit - Long.BYTES;
        while (at <= last - Long.BYTES
                && (plain((long) LONGS.get(bytes, at)) & plain((long) LONGS.get(bytes, at + Long.BYTES)) & HIGHEST_BITS)
                        == HIGHEST_BITS) {
            at += 2 * Long.BYTES;
        }
        while (at <= last) {
            long special = ~plain((long) LONGS.get(bytes, at)) & HIGHEST_BITS;
            if (special != 0) {
                // The lowest that is marked is one; what it carries may hide those above it.
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        return at;
    }

    /** Goes on by whole blocks in which nothing is special. */
    private static int skipBlocks(byte[] bytes, int from, int limit) {
        byte[] block = new byte[BLOCK];
        byte[] marks = new byte[BLOCK];
        int at = from;
        int blocks = 1;
        while (limit - at >= blocks * BLOCK) {
            for (int i = 0; i < blocks; i++) {
                System.arraycopy(bytes, at + i * BLOCK, block, 0, BLOCK);
                mark(block, marks);
            }
            if (isMarked(marks)) {
                return at;
            }
            at += blocks * BLOCK;
            blocks = Math.min(2 * blocks, MOST_BLOCKS);
        }
        return at;
    }

    /**
     * Sets the highest bit of each mark at whose place the block has something special. The compiler turns this into instructions
     * for 32 bytes or more, as both arrays are read and written at the same places: hence the copy.
     */
    private static void mark(byte[] block, byte[] marks) {
        for (int i = 0; i < BLOCK; i++) {
            byte b = block[i];
            marks[i] = (byte) (marks[i] | b | (b - ' ') | ((b ^ '"') - 1) | ((b ^ '\\') - 1));
        }
    }

    private static boolean isMarked(byte[] marks) {
        long all = 0;
        for (int i = 0; i < BLOCK; i += Long.BYTES) {
            all |= (long) LONGS.get(marks, i);
        }
        return (all & HIGHEST_BITS) != 0;
    }

    /**
     * The highest bit of each byte is 1 where it is not special. Below 128 nothing is carried from one byte to the next: what differs from
     * a quote is at least 1, and what is no control character at least 32.
     */
    private static long plain(long eight) {
        return ((eight ^ QUOTES) + LARGEST_ASCII)
                & ((eight ^ BACKSLASHES) + LARGEST_ASCII)
                & (eight + HIGHEST_BITS - SPACES)
                & ~eight;
    }
}
