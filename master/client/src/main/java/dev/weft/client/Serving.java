package dev.weft.client;

import dev.weft.client.value.Mismatch;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One call of a procedure of this client, from INVOCATION to its answer. */
final class Serving {

    private final Dispatch dispatch;
    private final String uri;
    private final CompletableFuture<Payload> answer = new CompletableFuture<>();

    private Serving(Dispatch dispatch, String uri) {
        this.dispatch = dispatch;
        this.uri = uri;
    }

    static CompletionStage<Payload> serve(
            Dispatch dispatch, String uri, Procedure.Handler handler, WampSession.InvocationContext context) {
        Serving serving = new Serving(dispatch, uri);
        Invocation invocation = new Invocation(uri, context, serving);
        if (!dispatch.call(uri, serving.answer, () -> serving.run(handler, invocation))) {
            serving.answer.completeExceptionally(busy());
        }
        return serving.answer;
    }

    private void run(Procedure.Handler handler, Invocation invocation) {
        Object result;
        try {
            result = handler.handle(invocation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
            return;
        } catch (Exception | Error e) {
            fail(e);
            return;
        }
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((later, failure) -> {
                if (failure == null) {
                    succeed(later);
                } else {
                    fail(failure);
                }
            });
        } else {
            succeed(result);
        }
    }

    private void succeed(@Nullable Object result) {
        Payload written;
        try {
            written = result == null ? Payload.empty() : Arguments.writeResult(result);
        } catch (RuntimeException | Error e) {
            // Not the caller's mistake, also where it is a Mismatch. Writing runs code of the application: its
            // collections and records.
            broken(e);
            return;
        }
        answer.complete(written);
    }

    private void fail(Throwable failure) {
        Throwable cause = Causes.of(failure);
        if (cause instanceof ApplicationError) {
            // Also that of a call which the handler waited for: it knows no more than that.
            answer.completeExceptionally(cause);
        } else if (failure instanceof Mismatch mismatch) {
            answer.completeExceptionally(ApplicationError.of(ErrorUri.INVALID_ARGUMENT, mismatch.getMessage()));
        } else {
            broken(cause);
        }
    }

    private void broken(Throwable failure) {
        dispatch.failed(uri, failure);
        answer.completeExceptionally(
                ApplicationError.of(ErrorUri.RUNTIME_ERROR, "the procedure failed: see the callee's log"));
    }

    /** Further parts of the call run in a lane of their own, so that the handler of parts may block, too. */
    WampSession.PartHandler parts(Invocation.PartHandler handler) {
        Lane lane = dispatch.lane();
        return (part, last) -> {
            Runnable task = () -> {
                try {
                    handler.onPart(new Arguments(part), last);
                } catch (RuntimeException | Error e) {
                    fail(e);
                }
            };
            if (!lane.offer(task)) {
                throw busy();
            }
        };
    }

    private static ApplicationError busy() {
        return ApplicationError.of(ErrorUri.UNAVAILABLE, "the callee has as much to do as it takes; try again later");
    }
}
