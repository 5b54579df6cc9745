package dev.weft.controller.reconcile;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;

/** When something that failed is tried again. */
final class Retries {

    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 60_000;
    private static final double GROWTH = 2;

    private Retries() {}

    /** Growing pauses up to a minute, without end: an API server that is away comes back some day. */
    static Retry unending() {
        return new GenericRetry()
                .setInitialInterval(FIRST_MILLIS)
                .setIntervalMultiplier(GROWTH)
                .setMaxInterval(LONGEST_MILLIS)
                .withoutMaxAttempts();
    }
}
