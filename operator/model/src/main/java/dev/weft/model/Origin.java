package dev.weft.model;

import java.util.Comparator;

/**
 * Where a value was written: a place in a file, or a custom resource, which has no lines.
 *
 * @param file the path as the user gave it, never absolute unless the user wrote it so; or a resource's {@code Kind/namespace/name}
 * @param line from 1; 0 for a resource
 * @param column from 1; 0 for a resource
 */
public record Origin(String file, int line, int column) implements Comparable<Origin> {

    /** Of things that no document wrote: defaults, what was found on a node. */
    public static final Origin NONE = new Origin("", 0, 0);

    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::file).thenComparingInt(Origin::line).thenComparingInt(Origin::column);

    /** A custom resource, as {@code Kind/namespace/name}. */
    public static Origin ofResource(String title) {
        return new Origin(title, 0, 0);
    }

    /** Whether this names a place at all. */
    public boolean isKnown() {
        return !file.isEmpty();
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, which terminals and editors turn into a link; a resource's title. */
    @Override
    public String toString() {
        if (!isKnown()) {
            return "-";
        }
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
