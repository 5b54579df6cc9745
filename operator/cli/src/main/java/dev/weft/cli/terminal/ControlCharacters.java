package dev.weft.cli.terminal;

import java.util.Locale;

/**
 * Makes visible what a terminal would obey: control characters, and those that turn the direction of writing. They are written as
 * JSON writes them, {@code \u001b}, so that JSON stays the JSON that it was.
 */
public final class ControlCharacters {

    private ControlCharacters() {}

    /** The text with everything but line ends and tabs made visible. */
    public static String visible(String text) {
        int first = first(text);
        if (first < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            append(text.charAt(i), safe);
        }
        return safe.toString();
    }

    /** As {@link #visible}, but colours stay. */
    static String visibleColoured(String text) {
        int first = first(text);
        if (first < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            int end = endOfColour(text, i);
            if (end > i) {
                safe.append(text, i, end);
                i = end - 1;
            } else {
                append(text.charAt(i), safe);
            }
        }
        return safe.toString();
    }

    private static int first(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isObeyed(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static void append(char c, StringBuilder safe) {
        if (isObeyed(c)) {
            safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            safe.append(c);
        }
    }

    private static boolean isObeyed(char c) {
        boolean plain = c >= ' ' && c < 0x7f || c == '\n' || c == '\t';
        return !plain && (c < 0xa0 || turnsDirection(c));
    }

    private static boolean turnsDirection(char c) {
        return c == '\u200e' || c == '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }

    /** Behind {@code ESC [ digits m} that begins here; else here. */
    private static int endOfColour(String text, int start) {
        if (!text.startsWith("\u001b[", start)) {
            return start;
        }
        int end = start + 2;
        while (end < text.length() && "0123456789;".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end < text.length() && text.charAt(end) == 'm' ? end + 1 : start;
    }
}
