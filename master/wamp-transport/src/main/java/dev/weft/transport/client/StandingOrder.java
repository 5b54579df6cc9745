package dev.weft.transport.client;

import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A registration or subscription that is made on every session. Lives on the loop of its client, but for the two public methods. */
final class StandingOrder implements ReconnectingClient.Remembered {

    /** Takes it back on the session that it was made on. */
    @FunctionalInterface
    interface Undo {

        CompletionStage<Void> undo();
    }

    private final Function<WampSession, CompletionStage<Undo>> make;
    private final ScheduledExecutorService loop;
    private final Backoff backoff;
    private final DoubleSupplier random;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private Runnable onForgotten = () -> {};
    private @Nullable WampSession session;
    private @Nullable Undo undo;
    private boolean forgotten;
    private int refusals;

    StandingOrder(
            Function<WampSession, CompletionStage<Undo>> make,
            ScheduledExecutorService loop,
            Backoff backoff,
            DoubleSupplier random) {
        this.make = make;
        this.loop = loop;
        this.backoff = backoff;
        this.random = random;
    }

    void onForgotten(Runnable action) {
        onForgotten = action;
    }

    /** Makes it on this session. The stage never fails. */
    CompletionStage<Void> apply(WampSession on) {
        session = on;
        refusals = 0;
        return attempt(on);
    }

    /** The client has ended. Does nothing to an order that was made once. */
    void fail(SessionClosed reason) {
        ready.completeExceptionally(reason);
    }

    void sessionEnded() {
        session = null;
        undo = null;
    }

    private CompletionStage<Void> attempt(WampSession on) {
        return make.apply(on)
                .handleAsync(
                        (done, failure) -> {
                            onAnswer(on, done, failure);
                            return null;
                        },
                        loop);
    }

    private void onAnswer(WampSession on, @Nullable Undo done, @Nullable Throwable failure) {
        if (done != null) {
            ready.complete(null);
            if (forgotten) {
                done.undo();
            } else if (session == on) {
                undo = done;
            }
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // Our own lost session may still hold the procedure, until the router notices that it is gone.
        boolean passing = cause instanceof ApplicationError e
                && e.uri().equals(ErrorUri.PROCEDURE_ALREADY_EXISTS)
                && ready.isDone();
        if (passing && !ready.isCompletedExceptionally()) {
            long millis = backoff.delay(++refusals, random).toMillis();
            loop.schedule(() -> again(on), millis, TimeUnit.MILLISECONDS);
        } else if (cause instanceof ApplicationError) {
            ready.completeExceptionally(cause);
        }
    }

    private void again(WampSession on) {
        if (session == on && !forgotten) {
            attempt(on);
        }
    }

    @Override
    public CompletionStage<Void> ready() {
        return ready.copy();
    }

    @Override
    public CompletionStage<Void> forget() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable undoing = () -> {
            forgotten = true;
            onForgotten.run();
            Undo known = undo;
            undo = null;
            if (known == null) {
                done.complete(null);
                return;
            }
            // A session that ends meanwhile has taken it back as well.
            known.undo().whenComplete((undone, failure) -> done.complete(null));
        };
        try {
            loop.execute(undoing);
        } catch (RejectedExecutionException shutDown) {
            // With the loops all sessions have ended.
            done.complete(null);
        }
        return done;
    }
}
