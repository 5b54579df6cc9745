package dev.weft.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Many asynchronous readings at once, bounded. */
final class Stages {

    private Stages() {}

    /** Applies {@code work} to each item, at most {@code atOnce} at a time; results in the order of the items. Fails with the first failure. */
    static <A, B> CompletionStage<List<B>> each(List<A> items, int atOnce, Function<A, CompletionStage<B>> work) {
        Pool<A, B> pool = new Pool<>(items, work);
        for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
            pool.next();
        }
        return CompletableFuture.allOf(pool.results.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        pool.results.stream().map(CompletableFuture::join).toList());
    }

    /** What really failed, without the wrappers of stages. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static final class Pool<A, B> {

        private final Queue<Integer> waiting = new ArrayDeque<>();
        private final List<A> items;
        private final Function<A, CompletionStage<B>> work;
        private final List<CompletableFuture<B>> results = new ArrayList<>();

        Pool(List<A> items, Function<A, CompletionStage<B>> work) {
            this.items = items;
            this.work = work;
            for (int i = 0; i < items.size(); i++) {
                waiting.add(i);
                results.add(new CompletableFuture<>());
            }
        }

        void next() {
            Integer index;
            synchronized (waiting) {
                index = waiting.poll();
            }
            if (index == null) {
                return;
            }
            CompletableFuture<B> result = results.get(index);
            CompletionStage<B> started;
            try {
                started = work.apply(items.get(index));
            } catch (RuntimeException e) {
                started = CompletableFuture.failedFuture(e);
            }
            started.whenComplete((value, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else {
                    result.complete(value);
                }
                next();
            });
        }
    }
}
