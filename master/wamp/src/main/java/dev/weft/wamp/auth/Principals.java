package dev.weft.wamp.auth;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows who may log in: a static table, or a database. */
@FunctionalInterface
public interface Principals {

    /**
     * Whom this applicant claims to be; empty where that is nobody, which the client is told only as a failed proof. A stage that fails with
     * {@link dev.weft.wamp.error.ApplicationError} refuses at once with that uri and text. May complete on any thread.
     */
    CompletionStage<Optional<Principal>> find(Applicant applicant);
}
