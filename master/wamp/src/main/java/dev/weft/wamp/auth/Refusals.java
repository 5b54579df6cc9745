package dev.weft.wamp.auth;

import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The refusals that authenticators share. */
public final class Refusals {

    private Refusals() {}

    /** The proof failed, or there is no such user: nobody is told which. */
    public static Deny proofFailed() {
        return new Deny(ErrorUri.AUTHENTICATION_FAILED, "the credentials are not valid");
    }

    public static Deny malformed(String message) {
        return new Deny(ErrorUri.AUTHENTICATION_FAILED, message);
    }

    /** A lookup that failed refuses: with its own uri where it has one, else without saying why. */
    public static CompletionStage<Step> caught(CompletionStage<Step> steps) {
        return steps.exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            return cause instanceof ApplicationError e
                    ? new Deny(e.uri(), e.text())
                    : new Deny(ErrorUri.RUNTIME_ERROR, "authentication is not possible at the moment");
        });
    }
}
