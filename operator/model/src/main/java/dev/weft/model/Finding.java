package dev.weft.model;

import java.util.Comparator;

/**
 * Something the documents say that cannot be so, or is worth a word: what, where, and what to do about it.
 *
 * @param subject the document or object it is about: {@code NodeLayout/base}
 * @param message one sentence without the place
 * @param remedy what to type or change; may be empty
 */
public record Finding(Severity severity, Origin origin, String subject, String message, String remedy)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::origin)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::subject)
            .thenComparing(Finding::message);

    /** An error stops everything before the first call; a warning and a note stop nothing. */
    public enum Severity {
        ERROR,
        WARNING,
        NOTE
    }

    public static Finding error(Origin origin, String subject, String message, String remedy) {
        return new Finding(Severity.ERROR, origin, subject, message, remedy);
    }

    public static Finding warning(Origin origin, String subject, String message, String remedy) {
        return new Finding(Severity.WARNING, origin, subject, message, remedy);
    }

    public static Finding note(Origin origin, String subject, String message) {
        return new Finding(Severity.NOTE, origin, subject, message, "");
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** {@code base.yaml:14:7: error: NodeLayout/base: unknown field 'tranports' (did you mean 'transports'?)}. */
    @Override
    public String toString() {
        String place = origin.isKnown() ? origin + ": " : "";
        String advice = remedy.isEmpty() ? "" : " (" + remedy + ")";
        return place + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + subject + ": " + message + advice;
    }
}
