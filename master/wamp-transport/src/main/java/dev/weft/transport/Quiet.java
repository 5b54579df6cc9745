package dev.weft.transport;

import java.util.concurrent.atomic.AtomicLong;

/** Lets a line of the log through now and then: those who are turned away must not fill it. Safe for use by any thread. */
public final class Quiet {

    private static final long NANOS = 10_000_000_000L;

    private final AtomicLong last = new AtomicLong(System.nanoTime() - NANOS);

    /** True at most once in ten seconds. */
    public boolean mayLog() {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= NANOS && last.compareAndSet(before, now);
    }
}
