package dev.weft.controller.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that all fleets live on, and its alarms. */
final class FleetThread implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(FleetThread.class);
    private static final long BEAT_SECONDS = 5;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "weft-fleets");
        made.setDaemon(true);
        return made;
    });

    private final Map<String, Alarm> alarms = new HashMap<>();
    private volatile long beat = System.nanoTime();

    FleetThread() {
        thread.scheduleWithFixedDelay(() -> beat = System.nanoTime(), 0, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** Something that is to be done at a time. */
    private record Alarm(long at, Future<?> future) {}

    /** Runs the task soon; does nothing after {@link #end}. A task that fails is logged and ends nothing else. */
    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException ended) {
            // What arrives after the end has nobody to hear it.
        }
    }

    /** Runs the task after the delay, or when an earlier alarm of the same name goes off. Only on the thread. */
    void soon(String name, Duration delay, Runnable task) {
        long at = System.nanoTime() + delay.toNanos();
        Alarm set = alarms.get(name);
        if (thread.isShutdown() || set != null && !set.future().isDone() && set.at() - at <= 0) {
            return;
        }
        if (set != null) {
            set.future().cancel(false);
        }
        Future<?> future = thread.schedule(
                () -> {
                    alarms.remove(name);
                    guarded(task);
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
        alarms.put(name, new Alarm(at, future));
    }

    /** Whether it came round within that time. */
    boolean isAlive(Duration patience) {
        return System.nanoTime() - beat < patience.toNanos();
    }

    /** What was given to it is still done; nothing that waits for an alarm. */
    void end() {
        thread.shutdown();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the fleets' thread goes on after an error", e);
        }
    }
}
