package dev.weft.node.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of a log. Safe for use by several threads. */
public final class LogTail {

    /** Longer lines are cut. */
    static final int MOST_CHARACTERS = 4096;

    private final int capacity;
    private final Deque<String> lines = new ArrayDeque<>();

    /** @param capacity how many lines are kept */
    public LogTail(int capacity) {
        this.capacity = capacity;
    }

    /** The line as it was kept: without its end, cut where it is too long. */
    public synchronized String add(String line) {
        String kept = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
        if (lines.size() == capacity) {
            lines.removeFirst();
        }
        lines.addLast(kept);
        return kept;
    }

    /** The last lines, oldest first. */
    public synchronized List<String> last(int limit) {
        List<String> all = new ArrayList<>(lines);
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size()));
    }
}
