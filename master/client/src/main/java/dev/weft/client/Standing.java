package dev.weft.client;

import dev.weft.transport.client.ReconnectingClient;
import java.util.concurrent.CompletableFuture;

/** A registration or subscription of a {@link Client}: it holds on every session of it, until it is undone. */
public final class Standing {

    private final ReconnectingClient.Remembered remembered;

    private Standing(ReconnectingClient.Remembered remembered) {
        this.remembered = remembered;
    }

    /** Completes when it was made; where the router refuses it, it is forgotten, and the future fails. */
    static CompletableFuture<Standing> of(ReconnectingClient.Remembered remembered) {
        CompletableFuture<Standing> made = new CompletableFuture<>();
        remembered.ready().whenComplete((ready, failure) -> {
            if (failure == null) {
                made.complete(new Standing(remembered));
            } else {
                remembered.forget();
                made.completeExceptionally(failure);
            }
        });
        return made;
    }

    /** Unregisters or unsubscribes, now and for good. */
    public CompletableFuture<Void> undo() {
        return remembered.forget().toCompletableFuture();
    }
}
