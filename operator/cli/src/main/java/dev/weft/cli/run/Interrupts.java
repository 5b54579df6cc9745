package dev.weft.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C while a command runs: the first one asks it to end, the second one ends the process. SIGTERM is as the first. Opened by
 * commands that have something to finish; others end as any process does.
 */
@SuppressWarnings({"sunapi", "NullAway"}) // the JDK has no other way to hear of a second Ctrl-C
public final class Interrupts implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Runnable abort;

    private Interrupts(Runnable abort) {
        this.abort = abort;
    }

    /** Listens from now on. */
    public static Interrupts listen() {
        Interrupts interrupts = new Interrupts(() -> Runtime.getRuntime().halt(130));
        for (String name : SIGNALS) {
            Signal.handle(new Signal(name), signal -> interrupts.raise());
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
        if (isRaised() && listeners.remove(task)) {
            task.run();
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
        for (Runnable listener : listeners) {
            if (listeners.remove(listener)) {
                listener.run();
            }
        }
    }

    /** From now on an interrupt ends the process at once. */
    @Override
    public void close() {
        count.incrementAndGet();
    }
}
