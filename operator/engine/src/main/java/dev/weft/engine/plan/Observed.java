package dev.weft.engine.plan;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.rollout.RolloutPlan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was seen while planning and may be different a second later: not part of the plan's hash.
 *
 * @param sessions live sessions that an action ends, by object; actions that end none are absent
 * @param deferred nodes whose work waits
 * @param unmanaged objects that no document names and that stay
 * @param leftovers what documents have left behind
 * @param unchanged how many objects are as they shall be
 * @param rollouts changes of layouts that come to their nodes in steps
 */
public record Observed(
        SortedMap<ObjectPath, Long> sessions,
        List<Deferred> deferred,
        SortedSet<ObjectPath> unmanaged,
        Leftovers leftovers,
        int unchanged,
        List<RolloutPlan> rollouts) {

    public Observed {
        rollouts = List.copyOf(rollouts);
        sessions = Collections.unmodifiableSortedMap(new TreeMap<>(sessions));
        deferred = List.copyOf(deferred);
        unmanaged = Collections.unmodifiableSortedSet(new TreeSet<>(unmanaged));
    }

    /** What was seen where nothing comes in steps and no document is gone. */
    public Observed(
            SortedMap<ObjectPath, Long> sessions,
            List<Deferred> deferred,
            SortedSet<ObjectPath> unmanaged,
            int unchanged) {
        this(sessions, deferred, unmanaged, Leftovers.NONE, unchanged, List.of());
    }

    /** The same, with nothing that comes in steps. */
    Observed atOnce() {
        return rollouts.isEmpty() ? this : new Observed(sessions, deferred, unmanaged, leftovers, unchanged, List.of());
    }

    /** What waits, per node: of several things the gravest. */
    public SortedMap<NodeKey, Deferred> gravest() {
        SortedMap<NodeKey, Deferred> gravest = new TreeMap<>();
        deferred.forEach(each -> gravest.merge(each.node(), each, Deferred::orGraver));
        return gravest;
    }

    /** All sessions that the plan ends; one that several actions would end is counted once. */
    public long sessionsHit() {
        long sum = 0;
        for (var entry : sessions.entrySet()) {
            boolean counted = sessions.keySet().stream().anyMatch(entry.getKey()::isInside);
            sum += counted ? 0 : entry.getValue();
        }
        return sum;
    }
}
