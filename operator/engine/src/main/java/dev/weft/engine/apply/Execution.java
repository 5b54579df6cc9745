package dev.weft.engine.apply;

import dev.weft.engine.plan.Plan;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Executes one plan, as a state machine: the caller sends what {@link #due} says, passes every reply to {@link #onReply}, and
 * calls {@code due} again then and at {@link #wakeAt}. Not thread-safe; the clock is the caller's.
 */
public final class Execution {

    private final Plan plan;

    private Execution(Plan plan) {
        this.plan = plan;
    }

    /**
     * Starts.
     *
     * @param dice for the jitter of retries
     */
    public static Execution of(Plan plan, ExecutionOptions options, RandomGenerator dice) {
        return new Execution(plan);
    }

    /** The requests that may go out now. */
    public List<Request> due(long now) {
        return List.of();
    }

    /** The reply to a request. */
    public void onReply(long id, Reply reply, long now) {}

    /** When {@link #due} has something new without a reply; {@link Long#MAX_VALUE} when only a reply can help. */
    public long wakeAt() {
        return Long.MAX_VALUE;
    }

    /** No new requests from now on; those in flight are waited for (first Ctrl-C). */
    public void stop() {}

    public boolean isFinished() {
        return true;
    }

    /** How things stand; final when finished. */
    public Report report() {
        return new Report(List.of(), plan.refusals().isEmpty() ? 0 : 5);
    }
}
