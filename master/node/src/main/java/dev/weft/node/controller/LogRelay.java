package dev.weft.node.controller;

import dev.weft.node.process.LogTail;
import java.util.function.Consumer;

/** Keeps each line of a worker and hands it on, but not more than so many each second: a worker that floods must not flood the master. */
final class LogRelay implements Consumer<String> {

    private static final int MOST_PER_SECOND = 50;
    private static final long SECOND = 1_000_000_000L;

    private final LogTail tail;
    private final Consumer<String> onward;
    private long windowStart = System.nanoTime();
    private int inWindow;

    LogRelay(LogTail tail, Consumer<String> onward) {
        this.tail = tail;
        this.onward = onward;
    }

    /** For one thread: that which reads the worker's output. */
    @Override
    public void accept(String line) {
        String kept = tail.add(line);
        long now = System.nanoTime();
        if (now - windowStart > SECOND) {
            windowStart = now;
            inWindow = 0;
        }
        inWindow++;
        if (inWindow <= MOST_PER_SECOND) {
            onward.accept(kept);
        }
    }
}
