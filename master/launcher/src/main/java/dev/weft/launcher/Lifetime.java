package dev.weft.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time between start and end of a process that runs in the foreground. It ends by SIGTERM or SIGINT, or with standard input;
 * the process then has ten seconds to close what it opened, and leaves with exit code 0.
 */
final class Lifetime implements AutoCloseable {

    /** What ends it. Signals always do. */
    enum Ending {
        BY_SIGNAL,
        /** Children of another process end when that process, however it died, no longer holds their standard input. */
        WITH_STDIN
    }

    private static final long SECONDS_TO_CLOSE = 10;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Lifetime() {}

    /** Begins to listen for signals. Open it before, and so close it after, everything that has to end cleanly. */
    static Lifetime begin(Ending ending) {
        Lifetime lifetime = new Lifetime();
        Runtime.getRuntime().addShutdownHook(new Thread(lifetime::onShutdown, "weft-shutdown"));
        if (ending == Ending.WITH_STDIN) {
            Thread reader = new Thread(lifetime::drainStdin, "weft-parent");
            reader.setDaemon(true);
            reader.start();
        }
        return lifetime;
    }

    /** Blocks until the end was asked for. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Asks for the end. */
    void end() {
        asked.countDown();
    }

    @Override
    public void close() {
        asked.countDown();
        closed.countDown();
    }

    private void onShutdown() {
        boolean bySignal = asked.getCount() > 0;
        asked.countDown();
        try {
            if (closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS) && bySignal) {
                // Without this a JVM that was asked to end by a signal reports 143, which supervisors take for a
                // failure.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drainStdin() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // The same as its end.
        }
        asked.countDown();
    }
}
