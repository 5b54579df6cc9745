package dev.weft.node.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** The last lines of a log. Safe for use by several threads. */
public final class LogTail {

    /** Longer lines are cut. */
    static final int MOST_CHARACTERS = 4096;

    private final int capacity;
    private final LongSupplier nanoTime;
    private final Deque<Line> lines = new ArrayDeque<>();

    private record Line(String text, long at) {}

    /** @param capacity how many lines are kept */
    public LogTail(int capacity) {
        this(capacity, System::nanoTime);
    }

    LogTail(int capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /** The line as it was kept: without its end, cut where it is too long. */
    public synchronized String add(String line) {
        String kept = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
        if (lines.size() == capacity) {
            lines.removeFirst();
        }
        lines.addLast(new Line(kept, nanoTime.getAsLong()));
        return kept;
    }

    /** The last lines, oldest first. */
    public synchronized List<String> last(int limit) {
        return last(limit, Long.MAX_VALUE);
    }

    /** Of the last lines those that are not older than this, oldest first. */
    public synchronized List<String> last(int limit, Duration age) {
        return last(limit, age.toNanos());
    }

    private List<String> last(int limit, long nanos) {
        long now = nanoTime.getAsLong();
        List<String> all = new ArrayList<>();
        lines.stream().filter(line -> now - line.at() <= nanos).forEach(line -> all.add(line.text()));
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size()));
    }
}
