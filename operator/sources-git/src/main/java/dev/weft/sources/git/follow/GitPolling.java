package dev.weft.sources.git.follow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again, on a thread of its own: at intervals, sooner when somebody asks, later while it fails. */
public final class GitPolling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GitPolling.class);
    private static final long CLOSING_MILLIS = 5_000;
    private static final long LETTING_GO_MILLIS = 1_000;

    private final PollPace pace;
    private final BooleanSupplier look;
    private final Thread thread = new Thread(this::run, "weft-git-poll");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean asked;
    private boolean closed;

    private GitPolling(PollPace pace, BooleanSupplier look) {
        this.pace = pace;
        this.look = look;
        thread.setDaemon(true);
    }

    /**
     * Begins; the first look comes after one interval, or sooner when somebody asks.
     *
     * @param interval asked before each pause
     * @param look tells whether it went well
     */
    public static GitPolling start(Supplier<Duration> interval, BooleanSupplier look) {
        GitPolling polling = new GitPolling(new PollPace(interval, RandomGenerator.getDefault()), look);
        polling.thread.start();
        return polling;
    }

    /** Looks as soon as it can. Many of these in a row make one look, and never two within a second. */
    public void trigger() {
        lock.lock();
        try {
            asked = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            long pause = pace.afterSuccess();
            while (await(pause)) {
                pause = isWell() ? pace.afterSuccess() : pace.afterFailure();
            }
        } catch (InterruptedException ended) {
            // Closed.
        }
    }

    private boolean isWell() {
        try {
            return look.getAsBoolean();
        } catch (RuntimeException broken) {
            LOG.error("looking at the repository failed; it is tried again", broken);
            return false;
        }
    }

    /** Waits that long, or until somebody asks; false: it is over. */
    private boolean await(long millis) throws InterruptedException {
        long begin = System.nanoTime();
        lock.lock();
        try {
            while (!closed) {
                long passed = (System.nanoTime() - begin) / 1_000_000;
                long wanted = asked ? Math.min(millis, PollPace.LEAST) : millis;
                if (passed >= wanted) {
                    asked = false;
                    return true;
                }
                boolean signalled = woken.await(wanted - passed, java.util.concurrent.TimeUnit.MILLISECONDS);
                LOG.trace("woken: {}", signalled);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** No look begins after this; does not wait for one that runs. */
    public void end() {
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No look begins after this; one that runs is waited for a little, and then interrupted. */
    @Override
    public void close() {
        end();
        try {
            thread.join(CLOSING_MILLIS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LETTING_GO_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
