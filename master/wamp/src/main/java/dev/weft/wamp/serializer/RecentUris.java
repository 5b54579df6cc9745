package dev.weft.wamp.serializer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The uris that were read of late. Peers name the same ones over and over: they are neither checked, nor copied, nor hashed again. Small
 * and of fixed size; where two meet in a place, the later one has it. All threads share it without locks: what is in a place is immutable,
 * and which of two that came at the same time stays there is nothing to anybody.
 */
final class RecentUris {

    private static final int PLACES = 256;
    private static final int LEAST_BYTES = Long.BYTES;
    private static final int MOST_BYTES = 128;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final @Nullable Known[] KNOWN = new @Nullable Known[PLACES];

    /** A uri in bytes and as text. */
    private record Known(byte[] bytes, String text) {}

    private RecentUris() {}

    /**
     * The text of these bytes.
     *
     * @throws dev.weft.wamp.codec.ProtocolViolation unless they are well-formed UTF-8
     */
    static String text(byte[] bytes, int from, int to) {
        int length = to - from;
        return length < LEAST_BYTES || length > MOST_BYTES ? Utf8.string(bytes, from, to) : find(bytes, from, to);
    }

    private static String find(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        Known known = KNOWN[place];
        if (known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, to)) {
            return known.text;
        }
        String text = Utf8.string(bytes, from, to);
        KNOWN[place] = new Known(Arrays.copyOfRange(bytes, from, to), text);
        return text;
    }

    /** By length, beginning, middle and end: uris of one application often differ in one of these only. */
    private static int place(byte[] bytes, int from, int to) {
        int length = to - from;
        long mixed = (long) LONGS.get(bytes, from) * 31
                + (long) LONGS.get(bytes, from + (length - Long.BYTES) / 2) * 17
                + (long) LONGS.get(bytes, to - Long.BYTES)
                + length;
        return (int) (mixed * 0x9E3779B97F4A7C15L >>> 56);
    }
}
