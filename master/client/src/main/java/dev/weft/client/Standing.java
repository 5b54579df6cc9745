package dev.weft.client;

import dev.weft.transport.client.ReconnectingClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A registration or subscription of a {@link Client}: it holds on every session of it, until it is undone. {@link
 * ClientListener#onRefused} tells where the router does not let it.
 */
public final class Standing {

    private final ReconnectingClient.Remembered remembered;

    private Standing(ReconnectingClient.Remembered remembered) {
        this.remembered = remembered;
    }

    /** Completes when it was made and the client is joined; where the router refuses it, it is forgotten, and the future fails. */
    static CompletableFuture<Standing> of(ReconnectingClient connection, ReconnectingClient.Remembered remembered) {
        CompletableFuture<Standing> made = new CompletableFuture<>();
        // While a session begins it is made before the others of the client are: who hears of it may use all of them.
        CompletionStage<?> joined = remembered.ready().thenCompose(ready -> connection.joined());
        joined.whenComplete((session, failure) -> {
            if (failure == null) {
                made.complete(new Standing(remembered));
            } else {
                remembered.forget();
                made.completeExceptionally(Causes.of(failure));
            }
        });
        return made;
    }

    /** Unregisters or unsubscribes, now and for good. */
    public CompletableFuture<Void> undo() {
        return remembered.forget().toCompletableFuture();
    }
}
