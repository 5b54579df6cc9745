package dev.weft.node.controller;

import dev.weft.node.layout.Layout.TransportLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tries the transports of a layout again whose place was taken when their worker came back: a node without a master has nobody else who
 * would. Until they listen, somebody else has started them, the layout has them no more, or the process has gone.
 */
final class ListenAgain {

    private static final long FIRST_MILLIS = 1_000;
    private static final long MOST_MILLIS = 30_000;

    private final ScheduledExecutorService loop;
    private final BooleanSupplier alive;
    private final Supplier<Optional<WorkerLayout>> layout;

    /**
     * @param loop on which all of this happens
     * @param alive whether the process is still there
     * @param layout as it is at the moment
     */
    ListenAgain(ScheduledExecutorService loop, BooleanSupplier alive, Supplier<Optional<WorkerLayout>> layout) {
        this.loop = loop;
        this.alive = alive;
        this.layout = layout;
    }

    BooleanSupplier alive() {
        return alive;
    }

    /** Whether it failed because the place was taken. */
    static boolean isMeant(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ApplicationError refused && refused.uri().equals(ErrorUri.CANNOT_LISTEN);
    }

    /** @param start starts a transport, and what is on it; fails where the transport could not be started */
    void later(String transport, Function<TransportLayout, CompletionStage<?>> start) {
        later(transport, start, FIRST_MILLIS);
    }

    private void later(String transport, Function<TransportLayout, CompletionStage<?>> start, long millis) {
        try {
            loop.schedule(() -> again(transport, start, millis), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            // The node ends.
            return;
        }
    }

    private void again(String transport, Function<TransportLayout, CompletionStage<?>> start, long millis) {
        Optional<WorkerLayout> worker = layout.get();
        TransportLayout wanted =
                worker.map(found -> found.transports().get(transport)).orElse(null);
        if (wanted == null || !alive.getAsBoolean()) {
            return;
        }
        start.apply(wanted)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null && isMeant(failure)) {
                                later(transport, start, Math.min(2 * millis, MOST_MILLIS));
                            }
                        },
                        loop);
    }
}
