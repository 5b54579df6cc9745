package dev.weft.wamp.auth;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows who may log in, and by what: a static table, or a procedure. */
@FunctionalInterface
public interface Credentials<C> {

    /**
     * Whom this applicant claims to be; empty where that is nobody, which the client is told only as a failed proof. A stage that fails
     * with {@link dev.weft.wamp.error.ApplicationError} refuses at once with that uri and text. May complete on any thread.
     */
    CompletionStage<Optional<Known<C>>> find(Applicant applicant);

    /** Some of those that are known: a challenge for somebody unknown looks like one of theirs. */
    default List<Known<C>> examples() {
        return List.of();
    }
}
