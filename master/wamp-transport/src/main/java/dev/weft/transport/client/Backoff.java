package dev.weft.transport.client;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Waiting times between attempts, with full jitter: each is drawn evenly from zero to a ceiling that doubles, so that a fleet that
 * lost its master does not come back as one wave.
 *
 * @param first ceiling of the first wait
 * @param most ceiling of all waits
 */
public record Backoff(Duration first, Duration most) {

    private static final Backoff DEFAULTS = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff from " + first + " to " + most + ": the first must be above zero, the most not below it");
        }
    }

    /** 1 second, doubling up to 5 minutes. */
    public static Backoff defaults() {
        return DEFAULTS;
    }

    /**
     * How long to wait.
     *
     * @param failures attempts that failed in a row, at least 1
     * @param random from 0 (inclusive) to 1 (exclusive)
     */
    public Duration delay(int failures, DoubleSupplier random) {
        double doubled = (double) first.toMillis() * Math.pow(2, Math.min(failures, 60) - 1);
        double ceiling = Math.min(doubled, (double) most.toMillis());
        return Duration.ofMillis((long) (random.getAsDouble() * ceiling));
    }
}
