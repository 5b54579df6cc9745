package dev.weft.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks one after the other on an executor, with a bound for those that wait. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** Tasks in a row before others of the executor get their turn. */
    private static final int TURN = 64;

    private final Executor executor;
    private final int most;

    // Below: guarded by this.
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Lane(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /** False where so many wait, or the executor refuses, that this one was not taken. What was taken runs. */
    boolean offer(Runnable task) {
        synchronized (this) {
            if (waiting.size() >= most) {
                return false;
            }
            if (!addedFirst(task)) {
                return true;
            }
        }
        if (handedOver()) {
            return true;
        }
        synchronized (this) {
            // The first that waits: nothing runs, and others only came behind it.
            waiting.remove();
        }
        run();
        return false;
    }

    /** Behind all others, however many wait; where the executor refuses, on this thread. For the end of what came before. */
    void offerLast(Runnable task) {
        synchronized (this) {
            if (!addedFirst(task)) {
                return;
            }
        }
        if (!handedOver()) {
            run();
        }
    }

    /** Adds a task. True where nothing runs yet, and the caller has to see to that. */
    private synchronized boolean addedFirst(Runnable task) {
        waiting.add(task);
        boolean first = !running;
        running = true;
        return first;
    }

    private boolean handedOver() {
        try {
            executor.execute(this::run);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void run() {
        do {
            for (int i = 0; i < TURN; i++) {
                Runnable task = next();
                if (task == null) {
                    return;
                }
                guarded(task);
            }
            // An executor that refuses now has let this thread in: it goes on, for the tasks were taken.
        } while (!handedOver());
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a task failed; those behind it run", e);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            running = false;
        }
        return task;
    }
}
