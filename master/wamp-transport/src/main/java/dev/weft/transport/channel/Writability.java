package dev.weft.transport.channel;

import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Senders that wait until little is queued. They share one future: however many wait, they cost as much as one. */
final class Writability {

    private final LongSupplier queuedBytes;
    private final long little;
    private final Executor loop;
    private final AtomicReference<@Nullable CompletableFuture<Void>> waiting = new AtomicReference<>();

    /** @param loop on which those who wait go on */
    Writability(LongSupplier queuedBytes, long little, Executor loop) {
        this.queuedBytes = queuedBytes;
        this.little = little;
        this.loop = loop;
    }

    /** From any thread. */
    CompletionStage<Void> await() {
        if (queuedBytes.getAsLong() <= little) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> shared = waiting.updateAndGet(known -> known == null ? mine : known);
        // It may have drained in between, with nobody to tell yet.
        tell();
        return shared == null ? CompletableFuture.completedFuture(null) : shared.copy();
    }

    /** Something has left. */
    void tell() {
        // What has left must be seen by who comes to wait before we look whether anybody waits: else neither sees the
        // other.
        VarHandle.fullFence();
        if (queuedBytes.getAsLong() <= little && waiting.get() != null) {
            CompletableFuture<Void> told = waiting.getAndSet(null);
            if (told != null) {
                complete(told);
            }
        }
    }

    /** Never at once: who tells may be sending, and hold what those who wait need. */
    private void complete(CompletableFuture<Void> told) {
        try {
            loop.execute(() -> told.complete(null));
        } catch (RejectedExecutionException ended) {
            told.complete(null);
        }
    }
}
