package dev.weft.client;

import dev.weft.wamp.client.WampSession;
import java.util.concurrent.CompletableFuture;

/** The future of a call: canceling it cancels the call. */
final class Answer<T> extends CompletableFuture<T> {

    private final WampSession.RunningCall call;

    Answer(WampSession.RunningCall call) {
        this.call = call;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean canceled = super.cancel(mayInterruptIfRunning);
        if (canceled) {
            call.result().toCompletableFuture().cancel(mayInterruptIfRunning);
        }
        return canceled;
    }
}
