package dev.weft.engine.render;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The same action on many nodes, printed once. */
record ActionGroup(List<Action> actions) {

    /** The actions of a plan in groups, in the order of each group's first; what is in the master's database comes before the nodes. */
    static List<ActionGroup> of(Plan plan) {
        Map<List<Object>, List<Action>> groups = new LinkedHashMap<>();
        for (Action action : plan.actions()) {
            groups.computeIfAbsent(key(action), key -> new ArrayList<>()).add(action);
        }
        return groups.values().stream()
                .map(ActionGroup::new)
                .sorted(Comparator.comparing(
                        group -> group.first().path().kind().isOnNode()))
                .toList();
    }

    private static List<Object> key(Action action) {
        List<Object> changes = action.changes().stream().map(ValueText::of).collect(Collectors.toList());
        // Management realms and nodes are things of their own; what runs on nodes is alike on many of them.
        Object where = action.path().kind().isOnNode()
                ? action.path().mrealm() + "\n" + below(action)
                : action.path().text();
        return List.of(where, action.type(), action.reason(), changes, action.disruption());
    }

    Action first() {
        return actions.get(0);
    }

    /** The object, and the nodes when it is on several. */
    String subject(NodeNames names) {
        return actions.size() == 1 ? first().path().text() : below(first()) + "  " + where(names);
    }

    /** The object without the node; all of the path for what is not on one, or on one node only. */
    String object() {
        return actions.size() == 1 ? first().path().text() : below(first());
    }

    /** {@code on 300 nodes of plant-a (…)}; empty for one object. */
    String where(NodeNames names) {
        if (actions.size() == 1) {
            return "";
        }
        List<NodeKey> nodes = actions.stream()
                .flatMap(action -> action.path().node().stream())
                .toList();
        return "on " + nodes.size() + " nodes of " + first().path().mrealm() + " (" + names.of(nodes) + ")";
    }

    /** The path below the node. */
    private static String below(Action action) {
        String node = action.path().node().map(key -> key.path().text()).orElse("");
        return action.path()
                .text()
                .substring(Math.min(node.length() + 1, action.path().text().length()));
    }
}
