package dev.weft.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Timers that go off when the test moves time, on the test's thread. Tasks without a delay run at the next move, too. */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final PriorityQueue<Timer<?>> timers =
            new PriorityQueue<>(Comparator.<Timer<?>>comparingLong(t -> t.due).thenComparingLong(t -> t.number));
    private long now;
    private long count;
    private boolean shutdown;

    /** Moves time on and runs what falls due, in its order, also what that schedules within the same time. */
    public void advance(Duration by) {
        long target = now + by.toNanos();
        for (Timer<?> timer = due(target); timer != null; timer = due(target)) {
            now = Math.max(now, timer.due);
            timer.fire();
        }
        now = target;
    }

    /** Runs what is due without moving time. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Timers that wait, the canceled ones left out. */
    public synchronized int waiting() {
        return (int) timers.stream().filter(t -> !t.isCancelled()).count();
    }

    private synchronized @Nullable Timer<?> due(long target) {
        Timer<?> next = timers.peek();
        return next != null && next.due <= target ? timers.poll() : null;
    }

    private <T> Timer<T> add(Timer<T> timer) {
        enqueue(timer);
        return timer;
    }

    private synchronized void enqueue(Timer<?> timer) {
        timer.number = count++;
        timers.add(timer);
    }

    @Override
    public void execute(Runnable task) {
        enqueue(new Timer<>(Executors.callable(task), now, 0));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(new Timer<>(Executors.callable(task), now + unit.toNanos(delay), 0));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return add(new Timer<>(task, now + unit.toNanos(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return add(new Timer<>(Executors.callable(task), now + unit.toNanos(initialDelay), unit.toNanos(period)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(task, initialDelay, delay, unit);
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        timers.clear();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        List<Runnable> left = new ArrayList<>(timers);
        shutdown();
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private long due;
        private final long period;
        private long number;

        Timer(Callable<V> task, long due, long period) {
            super(task);
            this.due = due;
            this.period = period;
        }

        void fire() {
            if (period == 0) {
                run();
            } else if (runAndReset()) {
                due += period;
                enqueue(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
