package dev.weft.engine.fleet;

import dev.weft.engine.apply.Reply;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.secret.SecretSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Follows a fleet, as a state machine: the shell passes in what happens, sends the effects of {@link #due}, and calls {@code due}
 * again after each input and at {@link #wakeAt}. Not thread-safe; clock and dice are the caller's.
 */
public final class FleetLoop {

    private FleetLoop() {}

    public static FleetLoop of(FleetOptions options, SecretSource secrets, RandomGenerator dice) {
        return new FleetLoop();
    }

    /** New documents: everything is planned anew. */
    public void onDesired(Desired desired, long now) {}

    /** Something happened on a node; what exactly is read, never believed. */
    public void onNodeEvent(NodeKey node, long now) {}

    /** Something happened that names no node, events were lost, or the connection came back: read everything. */
    public void onUncertain(long now) {}

    public void onFleetRead(long id, LiveState live, long now) {}

    /** The node was read; empty: it is not paired. */
    public void onNodeRead(long id, Optional<LiveNode> node, long now) {}

    /** The digest was read; empty: this node does not tell, and is not asked again. */
    public void onDigest(long id, Optional<String> digest, long now) {}

    public void onReadFailed(long id, String message, long now) {}

    public void onReply(long requestId, Reply reply, long now) {}

    /** What to do now. */
    public List<Effect> due(long now) {
        return List.of();
    }

    /** When {@link #due} has something new without an input. */
    public long wakeAt() {
        return Long.MAX_VALUE;
    }

    /** No new work from now on (first Ctrl-C). */
    public void stop() {}

    /** Whether, after {@link #stop}, nothing is in flight any more. */
    public boolean isIdle() {
        return true;
    }
}
