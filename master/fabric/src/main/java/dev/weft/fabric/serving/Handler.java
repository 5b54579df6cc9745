package dev.weft.fabric.serving;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers the calls of one row of the table, on whichever realm they come in. Must not block. */
@FunctionalInterface
interface Handler {

    /** The one positional value of the result. Refuses with {@link dev.weft.wamp.error.ApplicationError}, thrown or as failure. */
    CompletionStage<? extends @Nullable Object> handle(Call call);
}
