package dev.weft.wamp.error;

/** What the other end said, for messages and the log: whoever is there must not be able to write on somebody's terminal. */
public final class Printable {

    /** Characters that are told. */
    private static final int MOST = 100;

    private Printable() {}

    public static String of(String text) {
        return of(text, MOST);
    }

    /** @param most characters that are told */
    public static String of(String text, int most) {
        String start = text.length() > most ? text.substring(0, most) + "…" : text;
        return start.replaceAll("[\\x00-\\x1F\\x7F-\\x9F]", "?");
    }
}
