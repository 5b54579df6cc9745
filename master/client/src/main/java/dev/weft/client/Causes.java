package dev.weft.client;

import java.util.concurrent.CompletionException;

/** Failures without what stages wrap around them. */
final class Causes {

    private Causes() {}

    static Throwable of(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
