package dev.weft.wamp.auth;

import java.text.Normalizer;

/** Normalises names and passwords, so that the same ones typed in two ways are the same (RFC 4013, a profile of RFC 3454). */
final class SaslPrep {

    private SaslPrep() {}

    /**
     * As for a query: code points that Unicode has not assigned pass.
     *
     * @throws IllegalArgumentException for text with characters that are prohibited; the message does not repeat it
     */
    static String normalise(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return text;
        }
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isMappedToNothing(c)).forEach(c -> mapped.appendCodePoint(isSpace(c) ? ' ' : c));
        String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        if (normal.codePoints().anyMatch(SaslPrep::isProhibited)) {
            throw new IllegalArgumentException("the text has characters that no name or password may have");
        }
        requireOneDirection(normal);
        return normal;
    }

    /** RFC 3454, table B.1. */
    private static boolean isMappedToNothing(int c) {
        return c == 0x00AD
                || c == 0x034F
                || c == 0x1806
                || (c >= 0x180B && c <= 0x180D)
                || (c >= 0x200B && c <= 0x200D)
                || c == 0x2060
                || (c >= 0xFE00 && c <= 0xFE0F)
                || c == 0xFEFF;
    }

    /** RFC 3454, table C.1.2. */
    private static boolean isSpace(int c) {
        return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F || c == 0x3000;
    }

    /** RFC 3454, tables C.1.2 to C.9. */
    private static boolean isProhibited(int c) {
        boolean control = c < 0x20
                || (c >= 0x7F && c <= 0x9F)
                || c == 0x06DD
                || c == 0x070F
                || c == 0x180E
                || (c >= 0x200C && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x2063)
                || (c >= 0x206A && c <= 0x206F)
                || c == 0xFEFF
                || (c >= 0xFFF9 && c <= 0xFFFD)
                || (c >= 0x1D173 && c <= 0x1D17A);
        boolean described = (c >= 0x2FF0 && c <= 0x2FFB) || c == 0x0340 || c == 0x0341;
        boolean tag = c == 0xE0001 || (c >= 0xE0020 && c <= 0xE007F);
        boolean noCharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
        int type = Character.getType(c);
        return control
                || described
                || tag
                || noCharacter
                || isSpace(c)
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE;
    }

    /** RFC 3454, chapter 6: text from right to left is so from its first to its last character. */
    private static void requireOneDirection(String text) {
        boolean anyRight = text.codePoints().anyMatch(SaslPrep::isRightToLeft);
        if (!anyRight) {
            return;
        }
        boolean anyLeft = text.codePoints()
                .anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT);
        int last = text.codePointBefore(text.length());
        if (anyLeft || !isRightToLeft(text.codePointAt(0)) || !isRightToLeft(last)) {
            throw new IllegalArgumentException("the text mixes directions of writing");
        }
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
