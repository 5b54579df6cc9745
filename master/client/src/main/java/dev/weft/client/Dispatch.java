package dev.weft.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages over to handlers, as {@link Handlers} says. */
final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final int POOL_THREADS = 16;

    private final Handlers handlers;
    private final Executor executor;
    private final @Nullable ExecutorService own;
    private final @Nullable Lane only;
    private final AtomicInteger calls = new AtomicInteger();
    private final ClientListener listener;

    Dispatch(Handlers handlers, ClientListener listener) {
        this.handlers = handlers;
        this.listener = listener;
        Executor given = handlers.executor();
        ExecutorService pool = given == null ? pool() : null;
        this.own = pool;
        this.executor = pool == null ? Objects.requireNonNull(given) : pool;
        this.only = handlers.oneByOne() ? new Lane(executor, handlers.mostWaiting()) : null;
    }

    private static ExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                POOL_THREADS, POOL_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "weft-client-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For the events of one subscription, or the progressive results of one call. */
    Lane lane() {
        return only == null ? new Lane(executor, handlers.mostWaiting()) : only;
    }

    /** Runs a handler that answers nobody, or drops what it should get. */
    void tell(Lane lane, String uri, Runnable handler) {
        Runnable task = () -> {
            try {
                handler.run();
            } catch (RuntimeException | Error e) {
                failed(uri, e);
            }
        };
        if (!lane.offer(task)) {
            dropped(uri);
        }
    }

    /**
     * Runs a procedure. False where as many run and wait as may: one runs until it has returned and given its answer.
     *
     * @param answer completes with the answer, also later than the procedure returns
     */
    boolean call(String uri, CompletableFuture<?> answer, Runnable procedure) {
        CompletableFuture<Void> returned = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                procedure.run();
            } finally {
                returned.complete(null);
            }
        };
        boolean taken = calls.incrementAndGet() <= handlers.mostWaiting() && begin(task);
        if (taken) {
            CompletableFuture.allOf(returned, answer).whenComplete((both, failure) -> calls.decrementAndGet());
        } else {
            calls.decrementAndGet();
            dropped(uri);
        }
        return taken;
    }

    private boolean begin(Runnable procedure) {
        if (only != null) {
            return only.offer(procedure);
        }
        try {
            executor.execute(procedure);
            return true;
        } catch (RejectedExecutionException full) {
            LOG.debug("the executor of the handlers takes no more", full);
            return false;
        }
    }

    void failed(String uri, Throwable failure) {
        LOG.error("a handler of {} failed", uri, failure);
        guarded(() -> listener.onHandlerFailed(uri, failure));
    }

    private void dropped(String uri) {
        guarded(() -> listener.onDropped(uri));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a listener failed", e);
        }
    }

    void close() {
        if (own != null) {
            own.shutdown();
        }
    }
}
