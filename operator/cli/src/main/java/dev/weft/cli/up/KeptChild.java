package dev.weft.cli.up;

import dev.weft.cli.CliFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A child that is started again, as it was started, whenever it ends by itself. Thread-safe: it ends on a thread of the JDK's, and is
 * started again on the timer's.
 */
final class KeptChild {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** How shells and the JDK tell that a signal ended a process. */
    private static final int BY_SIGNAL = 128;

    private final ChildProcess.Start start;
    private final Path log;
    private final Keeping keeping;
    private final ErrorLines errors;
    private final RestartPace pace = new RestartPace();
    private @Nullable ChildProcess child;
    private long began;
    private boolean ending;

    /**
     * What all children share.
     *
     * @param later runs a task after a pause
     * @param over whether everything ends: whoever ends then is not started again
     * @param lines called for each line about what happens to a child
     */
    record Keeping(BiConsumer<Duration, Runnable> later, BooleanSupplier over, Clock clock, Consumer<String> lines) {

        /** Tells something of a child. */
        void tell(String child, String what) {
            lines.accept(TIME.format(LocalTime.now(clock)) + " " + child + " " + what);
        }

        /**
         * Tells the errors that a child logs, but not those while everything ends. Not on the thread that has them: that empties the child's
         * output, and must not wait for a terminal that stands still.
         */
        ErrorLines errorsOf(String child, Path log) {
            return new ErrorLines(
                    log,
                    System::nanoTime,
                    error -> later.accept(Duration.ZERO, () -> {
                        if (!over.getAsBoolean()) {
                            tell(child + ":", error);
                        }
                    }));
        }
    }

    private KeptChild(ChildProcess.Start start, Path log, Keeping keeping) {
        this.start = start;
        this.log = log;
        this.keeping = keeping;
        this.errors = keeping.errorsOf(start.name(), log);
    }

    /** Starts it, and keeps it from now on. */
    static KeptChild start(ChildProcess.Start start, Path log, Keeping keeping) {
        return keep(ChildProcess.start(start, log, keeping.errorsOf(start.name(), log)), start, keeping);
    }

    /** Keeps a child that runs; {@code again} is how it is started from now on. */
    static KeptChild keep(ChildProcess running, ChildProcess.Start again, Keeping keeping) {
        KeptChild kept = new KeptChild(again, running.log(), keeping);
        kept.watch(running);
        return kept;
    }

    /** Of the process that runs now, or ran last. */
    synchronized long pid() {
        ChildProcess now = child;
        return now == null ? 0 : now.pid();
    }

    /** Asks it to end, and starts it no more. */
    synchronized void askToEnd() {
        ending = true;
        ChildProcess now = child;
        if (now != null) {
            now.askToEnd();
        }
    }

    /** Waits until it has ended; {@link #askToEnd} comes before. */
    void awaitEnd() {
        ChildProcess last;
        synchronized (this) {
            last = child;
        }
        if (last != null) {
            last.awaitEnd();
        }
    }

    private synchronized void watch(ChildProcess running) {
        child = running;
        began = System.nanoTime();
        CompletableFuture<Void> unused = running.ended().thenAccept(status -> ended(running, status));
    }

    private synchronized void ended(ChildProcess process, int status) {
        if (!isOver()) {
            String how = status > BY_SIGNAL ? " (by signal " + (status - BY_SIGNAL) + ")" : "";
            failed("ended with status " + status + how, "its last lines:\n" + process.lastLines());
        }
    }

    private boolean isOver() {
        return ending || keeping.over().getAsBoolean();
    }

    private void failed(String what, String why) {
        Duration pause = pace.ended(Duration.ofNanos(System.nanoTime() - began));
        say(what + "; it is started again in " + pause.toSeconds() + " s; " + why + "\n  " + log);
        if (pace.isTimeToTell()) {
            say("failed " + pace.inARow()
                    + " times in a row. Mend what its last lines say: it is tried again, at least every 30 s. Or end all of"
                    + " it with Ctrl-C, and begin anew");
        }
        keeping.later().accept(pause, this::again);
    }

    private synchronized void again() {
        if (isOver()) {
            return;
        }
        try {
            ChildProcess fresh = ChildProcess.start(start, log, errors);
            say("is started again (process " + fresh.pid() + ")");
            watch(fresh);
        } catch (CliFailure failure) {
            began = System.nanoTime();
            failed("could not be started", failure.text());
        }
    }

    private void say(String what) {
        keeping.tell(start.name(), what);
    }
}
