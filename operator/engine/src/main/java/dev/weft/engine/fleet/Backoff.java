package dev.weft.engine.fleet;

import dev.weft.engine.apply.ExecutionOptions.Retries;
import java.util.random.RandomGenerator;

/** Full jitter: the n-th pause is anything up to {@code first * 2^n}, capped. */
record Backoff(Retries retries, RandomGenerator dice) {

    long pause(int failures) {
        long bound = retries.first();
        for (int i = 1; i < failures && bound < retries.cap(); i++) {
            bound *= 2;
        }
        return dice.nextLong(Math.min(bound, retries.cap()) + 1);
    }

    /** A point in time {@code millis} from now, up to a tenth later, so that a fleet does not march in step. */
    long around(long now, long millis) {
        return now + millis + dice.nextLong(millis / 10 + 1);
    }
}
