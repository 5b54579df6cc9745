package dev.weft.wamp.auth;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes as lower-case hex; both cases are read. */
final class Hex {

    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /** Exactly so many bytes, or null where the text is anything else. */
    static byte @Nullable [] parse(@Nullable String text, int bytes) {
        if (text == null || text.length() != 2 * bytes) {
            return null;
        }
        try {
            return FORMAT.parseHex(text);
        } catch (IllegalArgumentException notHex) {
            return null;
        }
    }
}
