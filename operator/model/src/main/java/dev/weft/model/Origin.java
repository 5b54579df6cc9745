package dev.weft.model;

import java.util.Comparator;

/**
 * A place in a file: where a value was written.
 *
 * @param file the path as the user gave it, never absolute unless the user wrote it so
 * @param line from 1
 * @param column from 1
 */
public record Origin(String file, int line, int column) implements Comparable<Origin> {

    /** Of things that no document wrote: defaults, what was found on a node. */
    public static final Origin NONE = new Origin("", 0, 0);

    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::file).thenComparingInt(Origin::line).thenComparingInt(Origin::column);

    /** Whether this names a place at all. */
    public boolean isKnown() {
        return line > 0;
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, which terminals and editors turn into a link. */
    @Override
    public String toString() {
        return isKnown() ? file + ":" + line + ":" + column : "-";
    }
}
