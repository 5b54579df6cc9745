package dev.weft.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C while a command runs: the first one asks it to end, the second one ends the process. SIGTERM is as the first. Opened by
 * commands that have something to finish; others end as any process does.
 */
public final class Interrupts implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();
    private final Runnable abort;

    private Interrupts(Runnable abort) {
        this.abort = abort;
    }

    /** Listens from now on. */
    public static Interrupts listen() {
        Interrupts interrupts = new Interrupts(() -> Runtime.getRuntime().halt(130));
        for (String name : SIGNALS) {
            Signals.handle(name, interrupts::raise);
        }
        return interrupts;
    }

    /** Hears nothing by itself; for tests. */
    public static Interrupts none() {
        return new Interrupts(() -> {});
    }

    /** Runs the task at the first interrupt, or now where it has come already. */
    public void onFirst(Runnable task) {
        listeners.add(task);
        if (isRaised()) {
            runListeners();
        }
    }

    public boolean isRaised() {
        return count.get() > 0;
    }

    /** Blocks until the first interrupt. */
    public void await() throws InterruptedException {
        first.await();
    }

    /** Blocks until the first interrupt or for this time, whichever is first. */
    public void await(Duration most) throws InterruptedException {
        boolean raised = first.await(most.toMillis(), TimeUnit.MILLISECONDS);
        assert !raised || isRaised();
    }

    /** An interrupt came. */
    public void raise() {
        if (count.incrementAndGet() > 1) {
            abort.run();
            return;
        }
        first.countDown();
        runListeners();
    }

    private void runListeners() {
        for (Runnable listener = listeners.poll(); listener != null; listener = listeners.poll()) {
            listener.run();
        }
    }

    /** From now on an interrupt ends the process at once. */
    @Override
    public void close() {
        count.incrementAndGet();
    }
}
