package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.ProtocolViolation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Checks text before it becomes a String, since String would silently replace what is malformed. */
final class Utf8 {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    static String string(byte[] bytes, int from, int to) {
        require(bytes, from, to);
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Throws {@link ProtocolViolation} unless the bytes are well-formed (Unicode, table 3-7). */
    static void require(byte[] bytes, int from, int to) {
        int i = from;
        while (i <= to - 8 && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
            i += 8;
        }
        while (i < to) {
            int length = bytes[i] >= 0 ? 1 : sequence(bytes, i, to);
            if (length == 0) {
                throw malformed();
            }
            i += length;
        }
    }

    static ProtocolViolation malformed() {
        return new ProtocolViolation(
                ProtocolViolation.Kind.INVALID_UTF8, "wamp.error.protocol_violation", "text is not valid UTF-8");
    }

    /** Length of the well-formed sequence of two to four bytes at this place; 0 where there is none. */
    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xff;
        int left = to - at;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return left >= 2 && continues(bytes[at + 1]) ? 2 : 0;
        }
        if (lead >= 0xe0 && lead <= 0xef) {
            if (left < 3 || !continues(bytes[at + 1]) || !continues(bytes[at + 2])) {
                return 0;
            }
            int second = bytes[at + 1] & 0xff;
            boolean overlong = lead == 0xe0 && second < 0xa0;
            boolean surrogate = lead == 0xed && second > 0x9f;
            return overlong || surrogate ? 0 : 3;
        }
        if (lead >= 0xf0 && lead <= 0xf4) {
            if (left < 4 || !continues(bytes[at + 1]) || !continues(bytes[at + 2]) || !continues(bytes[at + 3])) {
                return 0;
            }
            int second = bytes[at + 1] & 0xff;
            boolean overlong = lead == 0xf0 && second < 0x90;
            boolean beyond = lead == 0xf4 && second > 0x8f;
            return overlong || beyond ? 0 : 4;
        }
        return 0;
    }

    private static boolean continues(byte b) {
        return (b & 0xc0) == 0x80;
    }
}
