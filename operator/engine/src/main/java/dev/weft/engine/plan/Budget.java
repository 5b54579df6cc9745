package dev.weft.engine.plan;

import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much a plan may remove of what no edit of a document takes away: what is pruned, and nodes that are retired. What is beyond it is
 * taken out of the plan, all of it, and the rest is carried out. Plans of a single node remove only what a plan of everything granted.
 */
final class Budget {

    private final Draft draft;

    private Budget(Draft draft) {
        this.draft = draft;
    }

    static void keep(Draft draft) {
        new Budget(draft).keep();
    }

    private void keep() {
        PlanOptions.Removals known = draft.options.removals();
        TreeSet<ObjectPath> fresh = new TreeSet<>(draft.removed);
        fresh.removeAll(known.granted());
        fresh.removeAll(known.used());
        TreeSet<ObjectPath> all = new TreeSet<>(draft.removed);
        all.addAll(known.used());
        int cap = draft.options.pruneCap();
        boolean single = draft.options.only().isPresent();
        if (fresh.isEmpty() || !single && all.size() <= cap) {
            return;
        }
        int before = all.size() - fresh.size();
        if (!single) {
            draft.refusals.add(new Refusal(
                    "prune-cap",
                    Refusal.Scope.PRUNE,
                    text(fresh, before, cap),
                    "do fewer at a time; on the command line --prune-cap " + all.size() + " allows it once"));
        }
        fresh.forEach(this::withhold);
    }

    private String text(Set<ObjectPath> fresh, int before, int cap) {
        long nodes = fresh.stream().filter(this::isRetired).count();
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
                + cap + (before == 0 ? ")" : ", " + before + " of it used since the documents changed)");
    }

    private boolean isRetired(ObjectPath path) {
        return path.kind() == ObjectKind.NODE
                && path.node()
                        .flatMap(draft.desired::node)
                        .filter(node -> node.retired())
                        .isPresent();
    }

    private void withhold(ObjectPath path) {
        if (isRetired(path)) {
            Set<ObjectPath> all = new TreeSet<>(draft.actions.keySet());
            all.removeIf(each -> !each.equals(path) && !each.isInside(path));
            draft.deferred.add(new Deferred(path.node().orElseThrow(), all.size(), Deferred.RETIRES, ""));
            all.forEach(this::drop);
        } else {
            drop(path);
            draft.unmanaged.add(path);
        }
        draft.removed.remove(path);
        draft.withheld.add(path);
    }

    private void drop(ObjectPath path) {
        draft.actions.remove(path);
        draft.sessions.remove(path);
        draft.actions.replaceAll((other, action) -> {
            if (!action.dependsOn().contains(path)) {
                return action;
            }
            TreeSet<ObjectPath> before = new TreeSet<>(action.dependsOn());
            before.remove(path);
            return action.waitingFor(before);
        });
    }
}
