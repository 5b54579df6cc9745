package dev.weft.engine.path;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of one segment of a path: everything but unreserved characters (RFC 3986, 2.3). */
final class Segments {

    private static final String UNRESERVED = "-._~@";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Segments() {}

    static String encode(String segment) {
        StringBuilder out = new StringBuilder(segment.length());
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }

    /** Whether it is what {@link #encode} gives for something. */
    static boolean isEncoded(String segment) {
        try {
            return encode(decode(segment)).equals(segment);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    static String decode(String segment) {
        return segment.indexOf('%') < 0 ? segment : URLDecoder.decode(segment, StandardCharsets.UTF_8);
    }
}
