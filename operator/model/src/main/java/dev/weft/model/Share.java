package dev.weft.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of some nodes: a count, or a percentage of them. Written {@code 1} or {@code 10%}. */
public record Share(int amount, Unit unit) {

    public static final Share NONE = new Share(0, Unit.NODES);
    public static final Share ALL = new Share(100, Unit.PERCENT);

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3})%");
    private static final int MOST = 1_000_000;

    /** What the amount counts. */
    public enum Unit {
        NODES,
        PERCENT
    }

    /** The share that a document's value says; empty for anything else. */
    public static Optional<Share> of(@Nullable Object written) {
        if (written instanceof Long || written instanceof Integer) {
            long count = ((Number) written).longValue();
            return count < 0 || count > MOST ? Optional.empty() : Optional.of(new Share((int) count, Unit.NODES));
        }
        Matcher percent = PERCENT.matcher(written instanceof String text ? text : "");
        return percent.matches() && Integer.parseInt(percent.group(1)) <= 100
                ? Optional.of(new Share(Integer.parseInt(percent.group(1)), Unit.PERCENT))
                : Optional.empty();
    }

    /** How many of {@code total} nodes that is; a percentage that is more than none is at least one. */
    public int roundedUp(int total) {
        return unit == Unit.NODES ? Math.min(amount, total) : (int) (((long) total * amount + 99) / 100);
    }

    /** How many of {@code total} nodes that is at most. */
    public int roundedDown(int total) {
        return unit == Unit.NODES ? Math.min(amount, total) : (int) ((long) total * amount / 100);
    }

    @Override
    public String toString() {
        return unit == Unit.NODES ? Integer.toString(amount) : amount + "%";
    }
}
