package dev.weft.sources.git.remote;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a repository may take. Each read has a timeout of its own, which a server that sends a byte now and then never meets; so at
 * the end the connections are closed and the thread that began is interrupted, again and again until it closes this. Thread-safe.
 */
public final class Deadline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);
    /** Of one read: a server that says nothing for so long is gone. */
    private static final int LONGEST_SILENCE = 30;
    /** JGit and the libraries below it take an interrupt for one of their own now and then. */
    private static final long AGAIN_MILLIS = 200;

    private final Duration time;
    private final Thread waiting = Thread.currentThread();
    private final long begin = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Closeable> connections = new HashSet<>();
    private boolean over;
    private boolean closed;

    private Deadline(Duration time) {
        this.time = time;
    }

    /** From now on, for the calling thread. */
    public static Deadline begin(Duration time) {
        Deadline begun = new Deadline(time);
        Thread guard = new Thread(begun::guard, "weft-git-deadline");
        guard.setDaemon(true);
        guard.start();
        return begun;
    }

    /** The time is over now. */
    public void breakOff() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    Duration time() {
        return time;
    }

    /** How long one read may take, in seconds: not longer than what is left. */
    int readSeconds() {
        long left = TimeUnit.NANOSECONDS.toSeconds(leftNanos());
        return (int) Math.max(1, Math.min(LONGEST_SILENCE, left));
    }

    /** Closes it when the time is over, which lets go whoever waits for it. */
    void closeAtEnd(Closeable connection) throws IOException {
        lock.lock();
        try {
            connections.add(connection);
            if (over) {
                connection.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private long leftNanos() {
        return time.toNanos() - (System.nanoTime() - begin);
    }

    private void guard() {
        lock.lock();
        try {
            for (long left = leftNanos(); left > 0 && !over && !closed; left = leftNanos()) {
                changed.awaitNanos(left);
            }
            over |= !closed;
            while (!closed) {
                closeConnections();
                waiting.interrupt();
                changed.awaitNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS));
            }
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void closeConnections() {
        for (Closeable each : connections) {
            try {
                each.close();
            } catch (IOException broken) {
                // It is not used any more either way.
            }
        }
    }

    /** Done, in time or not; by the thread that began. Leaves no connection open, and no interrupt of ours behind. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closeConnections();
            changed.signalAll();
            boolean cleared = over && Thread.interrupted();
            LOG.trace("interrupted: {}", cleared);
        } finally {
            lock.unlock();
        }
    }
}
