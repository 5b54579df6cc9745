package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts actions into an order that respects their dependencies, by path where nothing else decides. */
final class ActionOrder {

    /** Within a node what is too much goes first: it may hold a name or a port that something new needs. */
    private static final Comparator<Action> PREFERENCE = Comparator.comparing(ActionOrder::place)
            .thenComparing(action -> action.type() == ActionType.DELETE ? 0 : 1)
            .thenComparing(Action::path);

    private ActionOrder() {}

    /** What an action waits for outside of these does not count. */
    static List<Action> of(SortedMap<ObjectPath, Action> actions) {
        Map<ObjectPath, Integer> waiting = new HashMap<>();
        Map<ObjectPath, List<Action>> dependents = new TreeMap<>();
        TreeSet<Action> ready = new TreeSet<>(PREFERENCE);
        for (Action action : actions.values()) {
            List<ObjectPath> before =
                    action.dependsOn().stream().filter(actions::containsKey).toList();
            waiting.put(action.path(), before.size());
            before.forEach(on ->
                    dependents.computeIfAbsent(on, key -> new ArrayList<>()).add(action));
            if (before.isEmpty()) {
                ready.add(action);
            }
        }
        List<Action> ordered = new ArrayList<>(actions.size());
        while (!ready.isEmpty()) {
            Action next = ready.first();
            ready.remove(next);
            ordered.add(next);
            for (Action dependent : dependents.getOrDefault(next.path(), List.of())) {
                if (waiting.merge(dependent.path(), -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (ordered.size() < actions.size()) {
            throw new IllegalStateException("actions wait for each other: " + stuck(actions.values(), ordered));
        }
        return ordered;
    }

    private static List<ObjectPath> stuck(Collection<Action> all, List<Action> ordered) {
        List<Action> left = new ArrayList<>(all);
        left.removeAll(ordered);
        return left.stream().map(Action::path).toList();
    }

    private static String place(Action action) {
        return action.path().node().map(Object::toString).orElse(action.path().mrealm());
    }
}
