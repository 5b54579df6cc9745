package dev.weft.fleet;

import dev.weft.engine.apply.Refused;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.apply.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Sends the executor's requests to the fabric. */
final class RequestSender {

    private final FabricPorts fabric;

    RequestSender(FabricPorts fabric) {
        this.fabric = fabric;
    }

    /** Completes with the reply, always: a failure to get one is {@link Reply.NoAnswer}. */
    CompletionStage<Reply> send(Request request) {
        CompletionStage<Reply> reply;
        try {
            reply = request instanceof Request.Invoke invoke
                    ? fabric.actions().perform(invoke.command())
                    : fabric.reader()
                            .readObject(((Request.Observe) request).path())
                            .thenApply(Reply.Observed::new);
        } catch (RuntimeException e) {
            reply = CompletableFuture.failedFuture(e);
        }
        return reply.exceptionally(failure ->
                cause(failure) instanceof Refused refused ? refused.reply() : new Reply.NoAnswer(text(failure)));
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String text(Throwable failure) {
        Throwable cause = cause(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
