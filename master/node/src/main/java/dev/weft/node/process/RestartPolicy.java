package dev.weft.node.process;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one worker when its process ends: a state machine without clock or threads. A worker that nobody asked to stop is
 * started again, for ever, with a wait that doubles for each death in a row, as a node at the edge has nobody to start it by hand.
 */
public final class RestartPolicy {

    private final Duration first;
    private final Duration most;
    private final Duration healthy;
    private @Nullable Instant started;
    private boolean stopping;
    private int deaths;

    /**
     * @param first wait after the first death
     * @param most the longest wait
     * @param healthy a worker that was ready for this long counts as well: the next wait is the first one again
     */
    public RestartPolicy(Duration first, Duration most, Duration healthy) {
        this.first = first;
        this.most = most;
        this.healthy = healthy;
    }

    /** The worker is ready. */
    public void onReady(Instant now) {
        started = now;
    }

    /** Somebody wants it gone; its end is no death. */
    public void onStopRequested() {
        stopping = true;
    }

    /** The process ended. */
    public Verdict onExit(Instant now) {
        if (stopping) {
            return new Stay();
        }
        if (started != null && Duration.between(started, now).compareTo(healthy) >= 0) {
            deaths = 0;
        }
        started = null;
        deaths++;
        return new Restart(delay(), deaths);
    }

    /** Deaths in a row. */
    public int deaths() {
        return deaths;
    }

    private Duration delay() {
        double millis = first.toMillis() * Math.pow(2, Math.min(deaths, 40) - 1);
        return millis < most.toMillis() ? Duration.ofMillis((long) millis) : most;
    }

    /** What to do. */
    public sealed interface Verdict {}

    /** Nothing: it was asked to end. */
    public record Stay() implements Verdict {}

    /**
     * Start it again after a wait.
     *
     * @param deaths in a row, this one included
     */
    public record Restart(Duration delay, int deaths) implements Verdict {}
}
