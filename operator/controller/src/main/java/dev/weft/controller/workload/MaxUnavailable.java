package dev.weft.controller.workload;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many workloads of a management realm may be without a ready pod because they are renewed. As in Kubernetes a share is rounded
 * down; one always may, or nothing would ever change.
 *
 * @param amount a number of workloads, or of hundredths of them
 */
public record MaxUnavailable(int amount, Unit unit) {

    /** Where nothing is said. */
    public static final MaxUnavailable USUAL = new MaxUnavailable(10, Unit.PERCENT);

    /** What can be written. */
    public static final String MEANING = "a number from 1, or 1% to 100%";

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})(%?)");
    private static final int ALL = 100;

    /** What is counted. */
    public enum Unit {
        WORKLOADS,
        PERCENT
    }

    /** Empty where it is nothing of {@link #MEANING}. */
    public static Optional<MaxUnavailable> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(written.group(1));
        Unit unit = written.group(2).isEmpty() ? Unit.WORKLOADS : Unit.PERCENT;
        return unit == Unit.PERCENT && amount > ALL ? Optional.empty() : Optional.of(new MaxUnavailable(amount, unit));
    }

    /** How many of so many. */
    int of(int workloads) {
        return unit == Unit.WORKLOADS ? amount : Math.max(1, (int) ((long) workloads * amount / ALL));
    }
}
