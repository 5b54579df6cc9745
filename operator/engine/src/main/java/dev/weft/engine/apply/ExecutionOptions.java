package dev.weft.engine.apply;

import dev.weft.engine.live.Capability;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to execute. Times are milliseconds.
 *
 * @param capabilities of the master
 * @param limits calls in flight
 * @param deadline on the clock that is passed in; {@link Long#MAX_VALUE} for none
 * @param nodePatience how long a node may be without uplink before its work is deferred
 * @param retries when a transient failure is tried again
 */
public record ExecutionOptions(
        Set<Capability> capabilities, Limits limits, long deadline, long nodePatience, Retries retries) {

    public ExecutionOptions {
        capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
    }

    /** The usual limits and retries, no deadline, no patience with nodes that are away. */
    public static ExecutionOptions of(Set<Capability> capabilities) {
        return new ExecutionOptions(capabilities, Limits.DEFAULT, Long.MAX_VALUE, 0, Retries.DEFAULT);
    }

    public ExecutionOptions withDeadline(long at) {
        return new ExecutionOptions(capabilities, limits, at, nodePatience, retries);
    }

    public ExecutionOptions withNodePatience(long millis) {
        return new ExecutionOptions(capabilities, limits, deadline, millis, retries);
    }

    public ExecutionOptions withRetries(Retries now) {
        return new ExecutionOptions(capabilities, limits, deadline, nodePatience, now);
    }

    /** Changes in flight at most. */
    public record Limits(int perWorker, int perNode, int total) {

        public static final Limits DEFAULT = new Limits(1, 4, 64);
    }

    /**
     * Full-jitter backoff: the n-th pause is anything between 0 and {@code min(cap, first * 2^n)}.
     *
     * @param first in milliseconds
     * @param cap in milliseconds
     * @param transientTries how often a transient failure is tried in all
     * @param conflictTries how often a conflict is read again
     */
    public record Retries(long first, long cap, int transientTries, int conflictTries) {

        public static final Retries DEFAULT = new Retries(1_000, 300_000, 6, 3);
    }
}
