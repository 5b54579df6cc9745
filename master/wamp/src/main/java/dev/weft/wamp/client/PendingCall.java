package dev.weft.wamp.client;

import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Passthru;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A call that waits for its result. */
record PendingCall(CompletableFuture<Payload> future, Consumer<Payload> progress) implements Requests.Request {

    @Override
    public MessageType type() {
        return MessageType.CALL;
    }

    @Override
    public void answered(Message answer) {
        Result result = (Result) answer;
        future.complete(Passthru.read(result.payload(), result.details()));
    }

    @Override
    public void failed(RuntimeException failure) {
        future.completeExceptionally(failure);
    }
}
