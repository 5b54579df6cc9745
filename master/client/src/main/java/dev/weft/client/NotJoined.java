package dev.weft.client;

import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call that was made while nothing was joined.
 *
 * @param absence why
 */
record NotJoined(SessionClosed absence) implements WampSession.RunningCall {

    @Override
    public CompletionStage<Payload> result() {
        return CompletableFuture.failedFuture(absence);
    }

    @Override
    public CompletionStage<Void> send(Payload part) {
        return CompletableFuture.failedFuture(absence);
    }

    @Override
    public CompletionStage<Void> finish(Payload last) {
        return send(last);
    }

    @Override
    public void cancel(CancelMode mode) {
        // It has failed already.
    }
}
