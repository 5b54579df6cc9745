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

    private PlainJson() {}

    /**
     * Goes on while nothing is special, as in most texts nothing is: sixteen characters at a time, then eight.
     *
     * @return the place of what is special, or one from which fewer than eight bytes are left
     */
    static int skip(byte[] bytes, int from, int limit) {
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
