package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much a plan may remove of what no edit of a document takes away: what is pruned, and nodes that are retired. Where it is more, what is
 * new of it stays, all of it, and the rest is carried out. Plans of a single node remove only what a plan of everything granted.
 *
 * @param excess what must stay
 * @param refusal says so; not in plans of a single node
 */
record Budget(Set<ObjectPath> excess, Optional<Refusal> refusal) {

    static Budget of(Draft draft) {
        PlanOptions.Removals known = draft.options.removals();
        TreeSet<ObjectPath> fresh = new TreeSet<>(draft.removed);
        fresh.removeAll(known.granted());
        fresh.removeAll(known.used());
        if (fresh.isEmpty()) {
            return new Budget(Set.of(), Optional.empty());
        }
        if (draft.options.only().isPresent()) {
            return new Budget(fresh, Optional.empty());
        }
        TreeSet<ObjectPath> all = new TreeSet<>(draft.removed);
        all.addAll(known.used());
        int cap = draft.options.pruneCap();
        if (all.size() <= cap) {
            return new Budget(Set.of(), Optional.empty());
        }
        String message = text(draft, fresh, all.size() - fresh.size());
        Remedy remedy = Remedy.of("let fewer go at a time")
                .orOnCommandLine("allow it once with --prune-cap " + all.size())
                .orInOperator("allow as many with operator.pruneCap in the chart (the operator's --prune-cap)");
        return new Budget(fresh, Optional.of(new Refusal("prune-cap", Refusal.Scope.PRUNE, message, remedy)));
    }

    private static String text(Draft draft, Set<ObjectPath> fresh, int before) {
        long nodes = fresh.stream().filter(path -> isRetired(draft, path)).count();
        long objects = fresh.size() - nodes;
        long inside = draft.live.realms().values().stream()
                .flatMap(realm -> realm.nodes().values().stream())
                .flatMap(node -> node.objects().keySet().stream())
                .filter(path -> fresh.stream().anyMatch(path::isInside))
                .count();
        String what = objects == 0 ? "" : "prune " + objects + (objects == 1 ? " object" : " objects");
        String join = objects > 0 && nodes > 0 ? " and " : "";
        String whom = nodes == 0 ? "" : "retire " + nodes + (nodes == 1 ? " node" : " nodes");
        return "would " + what + join + whom + (inside == 0 ? "" : ", with " + inside + " objects inside") + " (limit "
                + draft.options.pruneCap()
                + (before == 0 ? ")" : ", " + before + " of it used or planned since the documents changed)");
    }

    private static boolean isRetired(Draft draft, ObjectPath path) {
        return path.kind() == ObjectKind.NODE
                && path.node()
                        .flatMap(draft.desired::node)
                        .filter(node -> node.retired())
                        .isPresent();
    }
}
