package dev.weft.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Tasks one after the other on an executor, with a bound for those that wait. */
final class Lane {

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

    /** False where so many wait that this one was not taken. Tasks must not throw. */
    boolean offer(Runnable task) {
        synchronized (this) {
            if (waiting.size() >= most) {
                return false;
            }
            waiting.add(task);
            if (running) {
                return true;
            }
            running = true;
        }
        return start();
    }

    private boolean start() {
        try {
            executor.execute(this::run);
            return true;
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                running = false;
                waiting.clear();
            }
            return false;
        }
    }

    private void run() {
        for (int i = 0; i < TURN; i++) {
            Runnable task = next();
            if (task == null) {
                return;
            }
            task.run();
        }
        start();
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            running = false;
        }
        return task;
    }
}
