package dev.weft.node.procedure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One procedure, whatever realm it is served on. Runs on a session's thread: must not block. */
@FunctionalInterface
public interface LocalProcedure {

    /** The result, a plain tree; or an {@link dev.weft.wamp.error.ApplicationError}, thrown or as the stage's failure. */
    CompletionStage<? extends @Nullable Object> call(LocalCall call);

    /** A procedure that knows its answer at once. */
    static LocalProcedure of(Immediate procedure) {
        return call -> CompletableFuture.completedFuture(procedure.call(call));
    }

    /** As {@link LocalProcedure}, without waiting. */
    @FunctionalInterface
    interface Immediate {

        @Nullable
        Object call(LocalCall call);
    }
}
