package dev.weft.sources.git.follow;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How long to wait between two looks, in milliseconds: the interval, a tenth more or less so that many watchers do not knock at once;
 * while looking fails twice as long each time, up to a quarter of an hour.
 */
final class PollPace {

    /** Never sooner, whoever asks. */
    static final long LEAST = 1_000;

    private static final long MOST = Duration.ofMinutes(15).toMillis();
    private static final int MOST_DOUBLINGS = 20;

    private final Supplier<Duration> wanted;
    private final RandomGenerator random;
    private int failures;

    /** @param interval asked each time: it may change meanwhile */
    PollPace(Supplier<Duration> interval, RandomGenerator random) {
        this.wanted = interval;
        this.random = random;
    }

    long afterSuccess() {
        failures = 0;
        return jittered(interval());
    }

    long afterFailure() {
        long interval = interval();
        failures = Math.min(MOST_DOUBLINGS, failures + 1);
        return jittered(Math.min(Math.max(MOST, interval), interval << failures));
    }

    private long interval() {
        return Math.max(LEAST, wanted.get().toMillis());
    }

    private long jittered(long millis) {
        return Math.max(LEAST, Math.round(millis * (0.9 + 0.2 * random.nextDouble())));
    }
}
