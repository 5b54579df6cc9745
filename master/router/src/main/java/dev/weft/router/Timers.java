package dev.weft.router;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time as the router sees it: whoever owns threads supplies it, tests advance it by hand. Safe for use by many threads. */
@FunctionalInterface
public interface Timers {

    /** Runs the task once, on any thread, after the delay. The task must not block. */
    Timer after(Duration delay, Runnable task);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {

        /** Does nothing for a task that ran already. */
        void cancel();
    }

    /** Timers of an executor that its owner shuts down; a Netty event loop is one. */
    static Timers on(ScheduledExecutorService executor) {
        return (delay, task) -> {
            Future<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        };
    }
}
