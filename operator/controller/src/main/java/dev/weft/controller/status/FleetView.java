package dev.weft.controller.status;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.RolloutStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that is known about a fleet at one moment.
 *
 * @param hold why nothing can be done; empty: it can
 * @param desired what is in force; empty: nothing that was valid was seen yet
 * @param compared whether {@code desired} was compared with what is live
 * @param lost what the master, or the way to it, said last; empty: it answers
 * @param observing whether plans wait for an approval
 * @param approved the hash of a plan that somebody approved, of this one or of another
 * @param nodes those that were compared
 * @param rollouts by the name of their layout
 * @param revision digest of the documents in force; empty while there are none
 */
public record FleetView(
        String mrealm,
        Optional<Hold> hold,
        List<Written> resources,
        Optional<Desired> desired,
        boolean compared,
        Optional<String> lost,
        boolean observing,
        Optional<String> approved,
        SortedMap<NodeKey, NodeSeen> nodes,
        RealmSeen realm,
        Map<String, RolloutStatus> rollouts,
        String revision) {

    public FleetView {
        resources = List.copyOf(resources);
        rollouts = Map.copyOf(rollouts);
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    }
}
