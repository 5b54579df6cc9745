package dev.weft.controller.status;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Leftovers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A node as it was last read and compared.
 *
 * @param presence whether it is paired and has its uplink
 * @param pending what is still to be done on it
 * @param deferred why its work waits
 * @param failures what became of actions that did not succeed the last time, while they are still to be done
 * @param drifted whether what is to be done undoes something that nobody wrote
 * @param left what is on it of layouts that are gone or select it no more
 * @param applied when something was last changed on it
 */
public record NodeSeen(
        Presence presence,
        List<Action> pending,
        List<Conflict> conflicts,
        Optional<Deferred> deferred,
        List<Outcome> failures,
        boolean drifted,
        Leftovers left,
        Optional<Instant> applied) {

    public NodeSeen {
        pending = List.copyOf(pending);
        conflicts = List.copyOf(conflicts);
        failures = List.copyOf(failures);
    }

    /**
     * What the master says of a node.
     *
     * @param lastSeen as the master tells it; may be empty
     */
    public record Presence(State state, Optional<String> externalId, String lastSeen) {}

    /** Where it is. */
    public enum State {
        NOT_PAIRED,
        ONLINE,
        OFFLINE
    }

    public boolean isOffline() {
        return presence.state() == State.OFFLINE;
    }

    /** Whether it is not paired, so that nothing is on it. */
    boolean isAbsent() {
        return presence.state() == State.NOT_PAIRED;
    }

    /** What has to come to rest before it can be said how the node is; what is away, or left as it is on purpose, has. */
    Optional<Deferred> unsettled() {
        return deferred.filter(
                each -> !isOffline() && !each.isAway() && !each.reason().startsWith(Deferred.SUSPENDED));
    }

    /** Whether everything on it is as it shall be, and that was seen. */
    public boolean isApplied() {
        return presence.state() == State.ONLINE && pending.isEmpty() && conflicts.isEmpty() && deferred.isEmpty();
    }
}
