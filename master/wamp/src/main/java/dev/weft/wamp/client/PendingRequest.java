package dev.weft.wamp.client;

import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A request whose answer completes a future. */
record PendingRequest<T>(MessageType type, CompletableFuture<T> future, Function<Message, T> read)
        implements Requests.Request {

    @Override
    public void answered(Message answer) {
        future.complete(read.apply(answer));
    }

    @Override
    public void failed(RuntimeException failure) {
        future.completeExceptionally(failure);
    }
}
