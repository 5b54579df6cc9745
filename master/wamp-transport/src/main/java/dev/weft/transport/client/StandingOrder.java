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
import java.util.function.Consumer;
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

    /**
     * As it was made on one session.
     *
     * @param revoked completes where the router takes it back, with a reason
     */
    record Made(Undo undo, CompletionStage<String> revoked) {}

    /** Routers mostly notice within fewer attempts that a session is gone. */
    private static final int REFUSALS_TOLD = 4;

    private final Function<WampSession, CompletionStage<Made>> make;
    private final Consumer<String> onRefused;
    private final ScheduledExecutorService loop;
    private final Backoff backoff;
    private final DoubleSupplier random;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private Runnable onForgotten = () -> {};
    private @Nullable WampSession session;
    private @Nullable Made made;
    private boolean forgotten;
    private int refusals;

    /** @param onRefused hears why the router does not let it be any more, on the loop */
    StandingOrder(
            Function<WampSession, CompletionStage<Made>> make,
            Consumer<String> onRefused,
            ScheduledExecutorService loop,
            Backoff backoff,
            DoubleSupplier random) {
        this.make = make;
        this.onRefused = onRefused;
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
        made = null;
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

    private void onAnswer(WampSession on, @Nullable Made done, @Nullable Throwable failure) {
        if (done != null) {
            ready.complete(null);
            if (forgotten) {
                done.undo().undo();
            } else if (session == on) {
                made = done;
                done.revoked().thenAcceptAsync(reason -> onRevoked(done, reason), loop);
            }
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof ApplicationError refusal)) {
            // The session has ended: the next one is another attempt.
            return;
        }
        // Our own lost session may still hold the procedure, until the router notices that it is gone.
        boolean passing = refusal.uri().equals(ErrorUri.PROCEDURE_ALREADY_EXISTS) && ready.isDone();
        if (passing && !ready.isCompletedExceptionally()) {
            long millis = backoff.delay(++refusals, random).toMillis();
            loop.schedule(() -> again(on), millis, TimeUnit.MILLISECONDS);
            if (refusals == REFUSALS_TOLD) {
                refused(refusal.getMessage() + "; somebody else may have it for good");
            }
        } else if (!ready.completeExceptionally(refusal)) {
            refused(String.valueOf(refusal.getMessage()));
        }
    }

    private void onRevoked(Made which, String reason) {
        if (made == which) {
            made = null;
            refused(reason);
        }
    }

    /** The first refusal is told by {@link #ready}. */
    private void refused(String reason) {
        if (!forgotten && !ready.isCompletedExceptionally()) {
            onRefused.accept(reason);
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
            Made known = made;
            made = null;
            if (known == null) {
                done.complete(null);
                return;
            }
            // A session that ends meanwhile has taken it back as well.
            known.undo().undo().whenComplete((undone, failure) -> done.complete(null));
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
