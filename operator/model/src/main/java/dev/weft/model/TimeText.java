package dev.weft.model;

/** Times as documents write them: {@code 30s}, {@code 5m}, {@code 1h}. */
public final class TimeText {

    /** What may be written. */
    public static final String PATTERN = "[0-9]{1,5}[smh]";

    /** The same in words. */
    public static final String MEANING = "a number with s, m or h, such as 30s, 5m or 1h";

    private TimeText() {}

    /** In milliseconds; the text must match the pattern. */
    public static long millis(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'h' -> number * 3_600_000;
            case 'm' -> number * 60_000;
            default -> number * 1_000;
        };
    }
}
