package dev.weft.client;

import dev.weft.wamp.client.CancelMode;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls and their futures. */
final class Calls {

    /** How much later than the router the client itself gives up: there are routers that do not keep call timeouts. */
    private static final long GRACE_MILLIS = 2000;

    /** A hundred years. */
    private static final long MOST_MILLIS = 100L * 365 * 24 * 60 * 60 * 1000;

    private Calls() {}

    static OpenCall open(Client client, Procedure procedure, Dict options, Payload payload) {
        Dispatch dispatch = client.dispatch();
        Consumer<Arguments> consumer = procedure.progress();
        Lane lane = consumer == null ? null : dispatch.lane();
        Consumer<Payload> progress = consumer == null || lane == null
                ? result -> {}
                : result -> dispatch.tell(
                        lane, procedure.uri(), () -> consumer.accept(Arguments.resultOf(procedure.uri(), result)));
        WampSession.RunningCall call = client.open(procedure.uri(), options, payload, progress);
        Answer<Arguments> answer = new Answer<>(call);
        call.result().whenComplete((result, failure) -> {
            Runnable done = () -> complete(answer, procedure.uri(), result, failure);
            if (lane == null) {
                done.run();
            } else {
                lane.offerLast(done);
            }
        });
        // Zero is for ever.
        long timeout = options.values().get("timeout") instanceof Number millis ? millis.longValue() : 0;
        if (timeout > 0) {
            limit(client, call, answer, Math.min(timeout, MOST_MILLIS));
        }
        return new OpenCall(call, answer);
    }

    static <T> CompletableFuture<T> typed(
            Client client, Procedure procedure, Payload payload, Function<Arguments, T> read) {
        OpenCall call = open(client, procedure, procedure.options(), payload);
        CompletableFuture<T> typed = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return super.cancel(mayInterruptIfRunning) && call.result().cancel(mayInterruptIfRunning);
            }
        };
        call.result().whenComplete((result, failure) -> {
            if (failure != null) {
                typed.completeExceptionally(failure);
                return;
            }
            try {
                typed.complete(read.apply(result));
            } catch (RuntimeException mismatch) {
                typed.completeExceptionally(mismatch);
            }
        });
        return typed;
    }

    private static void complete(
            Answer<Arguments> answer, String procedure, @Nullable Payload result, @Nullable Throwable failure) {
        if (failure == null) {
            answer.complete(Arguments.resultOf(procedure, result == null ? Payload.empty() : result));
        } else {
            answer.completeExceptionally(Causes.of(failure));
        }
    }

    private static void limit(Client client, WampSession.RunningCall call, Answer<Arguments> answer, long millis) {
        Runnable giveUp = () -> {
            if (answer.completeExceptionally(ApplicationError.of(
                    ErrorUri.TIMEOUT, "no answer within " + millis + " ms, and the router did not end the call"))) {
                call.cancel(CancelMode.KILLNOWAIT);
            }
        };
        try {
            Future<?> guard = client.loops().timer().schedule(giveUp, millis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
            answer.whenComplete((result, failure) -> guard.cancel(false));
        } catch (RejectedExecutionException closed) {
            // The client is being closed, which ends the call.
            return;
        }
    }
}
