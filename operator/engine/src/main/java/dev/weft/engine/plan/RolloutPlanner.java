package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredLayout;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.rollout.RolloutPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which of the changes of a plan come to their nodes in steps, and which nodes have them already. */
final class RolloutPlanner {

    private final Draft draft;
    /** What is done on each node. */
    private final Map<NodeKey, List<Action>> changes = new TreeMap<>();

    private final Set<NodeKey> unpaired = new TreeSet<>();
    /** Offline, not wholly read, suspended, on their way up or down, or with something else that keeps them from being changed. */
    private final Set<NodeKey> away;

    private final Set<NodeKey> withConflict;

    private RolloutPlanner(Draft draft) {
        this.draft = draft;
        for (Action action : draft.actions.values()) {
            if (action.path().kind().isOnNode()) {
                action.path()
                        .node()
                        .ifPresent(node -> changes.computeIfAbsent(node, key -> new ArrayList<>())
                                .add(action));
            } else if (action.type() != ActionType.DELETE) {
                action.path().node().ifPresent(unpaired::add);
            }
        }
        away = draft.deferred.stream()
                .map(Deferred::node)
                .filter(node -> !changes.containsKey(node))
                .collect(Collectors.toSet());
        draft.obstacles.stream()
                .flatMap(obstacle -> obstacle.path().node().stream())
                .forEach(away::add);
        withConflict = draft.conflicts.stream()
                .flatMap(conflict -> conflict.path().node().stream())
                .collect(Collectors.toSet());
    }

    /** Nothing comes in steps where a single node is planned, or nothing is done on nodes. */
    static List<RolloutPlan> plan(Draft draft) {
        boolean idle =
                draft.actions.keySet().stream().noneMatch(path -> path.kind().isOnNode());
        if (idle || draft.options.only().isPresent()) {
            return List.of();
        }
        RolloutPlanner planner = new RolloutPlanner(draft);
        return draft.desired.layouts().values().stream()
                .filter(layout -> layout.rollout().isStaged())
                .flatMap(layout -> planner.plan(layout).stream())
                .toList();
    }

    private Optional<RolloutPlan> plan(DesiredLayout layout) {
        SortedSet<NodeKey> toDo = new TreeSet<>();
        SortedSet<NodeKey> gone = new TreeSet<>();
        SortedSet<NodeKey> same = new TreeSet<>();
        int toPair = 0;
        for (NodeKey node : layout.nodes()) {
            boolean changed = changes.containsKey(node);
            if (away.contains(node)) {
                gone.add(node);
            } else if (changed && unpaired.contains(node)) {
                gone.add(node);
                toPair++;
            } else if (changed) {
                toDo.add(node);
            } else if (withConflict.contains(node)) {
                gone.add(node);
            } else {
                same.add(node);
            }
        }
        SortedSet<NodeKey> changed = new TreeSet<>(toDo);
        gone.stream().filter(changes::containsKey).forEach(changed::add);
        SortedSet<NodeKey> done = showing(same, changed);
        boolean several = toDo.size() + done.size() + gone.size() > 1;
        if (changed.isEmpty() || !several) {
            return Optional.empty();
        }
        SortedSet<NodeKey> last = new TreeSet<>(toDo);
        last.retainAll(withConflict);
        RolloutPlan.Members members = new RolloutPlan.Members(toDo, last, done, gone, toPair);
        return Optional.of(
                new RolloutPlan(layout.name(), layout.revision(), layout.rollout(), members, layout.origin()));
    }

    /**
     * The nodes on which all of what is done to the others is live: on these an earlier run has tried it. A node that the change does
     * not concern proves nothing, and neither does any where the others get different things.
     */
    private SortedSet<NodeKey> showing(SortedSet<NodeKey> same, SortedSet<NodeKey> changed) {
        Map<String, Optional<DesiredObject>> wanted = new HashMap<>();
        for (NodeKey node : changed) {
            for (Action action : changes.getOrDefault(node, List.of())) {
                String below = below(node, action.path());
                Optional<DesiredObject> object = draft.desired.object(action.path());
                Optional<DesiredObject> before = wanted.putIfAbsent(below, object);
                if (before != null && !alike(before, object)) {
                    return new TreeSet<>();
                }
            }
        }
        return same.stream()
                .filter(node -> wanted.entrySet().stream()
                        .allMatch(each -> alike(each.getValue(), draft.desired.object(at(node, each.getKey())))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String below(NodeKey node, ObjectPath path) {
        return path.text().substring(node.path().text().length());
    }

    private static ObjectPath at(NodeKey node, String below) {
        return new ObjectPath(node.path().text() + below);
    }

    private static boolean alike(Optional<DesiredObject> one, Optional<DesiredObject> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return one.get().wanted() == other.get().wanted()
                || one.get().config().equals(other.get().config());
    }
}
