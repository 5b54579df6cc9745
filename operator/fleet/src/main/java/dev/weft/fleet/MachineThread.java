package dev.weft.fleet;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread that a state machine lives on, its clock, and its alarm. */
final class MachineThread {

    private final ScheduledExecutorService thread;
    private @Nullable Future<?> alarm;

    MachineThread(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Runs the task on the thread, soon; does nothing after {@link #end}. */
    void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ended) {
            // A reply that arrives after the end has nobody to hear it.
        }
    }

    /** Monotonic milliseconds. */
    static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Runs the task at this time of the clock instead of what was set before. Only on the thread. */
    void wakeAt(long time, Runnable task) {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        if (time != Long.MAX_VALUE && !thread.isShutdown()) {
            alarm = thread.schedule(task, Math.max(0, time - now()), TimeUnit.MILLISECONDS);
        }
    }

    void end() {
        thread.shutdownNow();
    }
}
