package dev.weft.fabric.testkit.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The same call again and again, with a number of them in flight: the next one begins on the thread where the last one ended, which
 * must be one thread for all.
 */
final class CallLoad {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Supplier<? extends CompletionStage<?>> call;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final List<Double> millis = new ArrayList<>();
    private int inFlight;
    private long left = Long.MAX_VALUE;
    private volatile long count;
    private volatile boolean stopped;

    private CallLoad(Supplier<? extends CompletionStage<?>> call) {
        this.call = call;
    }

    /** How long each of so many calls took, in milliseconds. */
    static Samples latencies(Supplier<? extends CompletionStage<?>> call, int calls, int inFlight) {
        CallLoad load = new CallLoad(call);
        load.left = calls;
        load.begin(inFlight);
        load.awaitEnd();
        return Samples.of(load.millis);
    }

    /** Answers per second while so many calls are in flight, after a third of the time to get going. */
    static double perSecond(Supplier<? extends CompletionStage<?>> call, int inFlight, Duration time)
            throws InterruptedException {
        CallLoad load = new CallLoad(call);
        load.begin(inFlight);
        Thread.sleep(time.toMillis() / 3);
        long before = load.count;
        long began = System.nanoTime();
        Thread.sleep(time.toMillis());
        double rate = (load.count - before) / ((System.nanoTime() - began) / 1e9);
        load.stopped = true;
        load.awaitEnd();
        return rate;
    }

    private void begin(int calls) {
        // From within an answer, so that all of this is on the thread of answers.
        call.get().whenComplete((answer, failure) -> {
            for (int i = 0; i < calls; i++) {
                inFlight++;
                next();
            }
        });
    }

    private void next() {
        if (stopped || left == 0) {
            inFlight--;
            if (inFlight == 0) {
                ended.complete(null);
            }
            return;
        }
        left--;
        long began = System.nanoTime();
        call.get().whenComplete((answer, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
                return;
            }
            count = count + 1;
            millis.add((System.nanoTime() - began) / NANOS_PER_MILLI);
            next();
        });
    }

    private void awaitEnd() {
        ended.orTimeout(5, TimeUnit.MINUTES).join();
    }
}
