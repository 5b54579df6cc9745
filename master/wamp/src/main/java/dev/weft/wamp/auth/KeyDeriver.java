package dev.weft.wamp.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Derives the keys of clients: within limits, and never on a link's thread. */
public final class KeyDeriver {

    private final CostlyWork work;
    private final DerivationLimits limits;

    public KeyDeriver(CostlyWork work, DerivationLimits limits) {
        this.work = work;
        this.limits = limits;
    }

    /** With the default limits. */
    public static KeyDeriver on(CostlyWork work) {
        return new KeyDeriver(work, DerivationLimits.DEFAULT);
    }

    DerivationLimits limits() {
        return limits;
    }

    CompletionStage<byte[]> derive(Supplier<byte[]> derivation) {
        CompletableFuture<byte[]> key = new CompletableFuture<>();
        work.start(() -> {
            try {
                key.complete(derivation.get());
            } catch (RuntimeException e) {
                key.completeExceptionally(e);
            }
        });
        return key;
    }
}
