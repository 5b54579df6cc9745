package dev.weft.fabric.testkit.bench;

import java.util.Collection;

/** Measurements of one thing, sorted. */
record Samples(double[] sorted) {

    static Samples of(Collection<Double> values) {
        return new Samples(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    double median() {
        return percentile(50);
    }

    /** The smallest value that this many percent of all do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
