package dev.weft.engine.plan;

import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.path.ObjectPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Nodes that carry our mark, and what we put onto nodes, whose documents are gone: shown, and with {@code --prune} deleted, last.
 * Management realms never. No node is unpaired while anything of the fleet is in doubt or nothing is known of it; on a node, what else
 * there is to do on it comes first.
 */
final class Pruning {

    private Pruning() {}

    static void plan(Draft draft) {
        List<LiveNode> gone = new ArrayList<>();
        for (LiveRealm realm : draft.live.realms().values()) {
            if (!draft.desired.objects().containsKey(ObjectPath.mrealm(realm.name()))) {
                continue;
            }
            for (LiveNode node : realm.nodes().values()) {
                ObjectPath path = node.key().path();
                if (draft.desired.node(node.key()).isPresent()
                        || draft.desired.gone().contains(path)) {
                    continue;
                }
                if (draft.options.prune() && !draft.kept.contains(path) && Removal.isOurs(draft, node.owner(), path)) {
                    gone.add(node);
                } else {
                    draft.unmanaged.add(path);
                }
            }
        }
        if (!gone.isEmpty()) {
            prune(draft, gone);
        }
    }

    /** On a node where something else is in doubt nothing is pruned; this says so, if it is so. */
    static Optional<Refusal> refused(Draft node) {
        SortedSet<ObjectPath> pruned = pruned(node);
        return pruned.isEmpty()
                ? Optional.empty()
                : doubt(node).map(why -> {
                    String more = pruned.size() == 1 ? "" : " and " + (pruned.size() - 1) + " more";
                    return new Refusal(
                            "prune",
                            Refusal.Scope.PRUNE,
                            "does not prune " + pruned.first() + more + ": " + why,
                            Remedy.of("settle that first"));
                });
    }

    /** What is removed of what runs on nodes. */
    static SortedSet<ObjectPath> pruned(Draft draft) {
        SortedSet<ObjectPath> pruned = new TreeSet<>(draft.removed);
        pruned.removeIf(path -> !path.kind().isOnNode());
        return pruned;
    }

    /** What is pruned on a node waits for everything else on it, unless something there waits for it, for its port perhaps. */
    static void last(Draft node) {
        SortedSet<ObjectPath> pruned = pruned(node);
        for (ObjectPath path : pruned) {
            Action delete = node.actions.get(path);
            boolean needed = node.actions.values().stream()
                    .anyMatch(other -> other.dependsOn().contains(path));
            // Without an action of its own it goes with what is around it.
            if (delete != null && !needed) {
                TreeSet<ObjectPath> before = new TreeSet<>(node.actions.keySet());
                before.removeAll(pruned);
                node.add(delete.waitingFor(before));
            }
        }
    }

    private static void prune(Draft draft, List<LiveNode> gone) {
        Optional<String> doubt = doubt(draft);
        if (doubt.isPresent()) {
            refuse(draft, gone, doubt.get(), Remedy.of("settle that first").orOnCommandLine("leave out --prune"));
            return;
        }
        TreeSet<ObjectPath> everythingElse = new TreeSet<>(draft.actions.keySet());
        List<LiveNode> away = new ArrayList<>();
        for (LiveNode node : gone) {
            if (node.completeness() == Completeness.COMPLETE) {
                draft.add(delete(node, everythingElse));
                draft.removed.add(node.key().path());
            } else {
                away.add(node);
            }
        }
        if (!away.isEmpty()) {
            refuse(
                    draft,
                    away,
                    "what runs there is not known",
                    Remedy.of("start it, or unpair it with: weft call crossbarfabriccenter.mrealm.unpair_node "
                            + away.get(0).oid().orElse("OID")));
        }
    }

    private static Action delete(LiveNode node, TreeSet<ObjectPath> after) {
        String key = node.publicKey().orElse("");
        return Action.delete(
                node.key().path(), "its document is gone", after, ObjectPlanner.precondition(Map.of("publicKey", key)));
    }

    private static void refuse(Draft draft, List<LiveNode> nodes, String why, Remedy remedy) {
        nodes.forEach(node -> draft.unmanaged.add(node.key().path()));
        String names = nodes.stream().map(node -> node.key().toString()).collect(Collectors.joining(", "));
        draft.refusals.add(new Refusal("prune", Refusal.Scope.PRUNE, "does not unpair " + names + ": " + why, remedy));
    }

    /** Why the rest of the fleet is not as it shall be or not known, if so. */
    private static Optional<String> doubt(Draft draft) {
        if (!draft.obstacles.isEmpty()) {
            Obstacle first = draft.obstacles.get(0);
            return Optional.of(first.path() + " " + first.message());
        }
        if (!draft.conflicts.isEmpty()) {
            Conflict first = draft.conflicts.get(0);
            return Optional.of(first.path() + " " + first.reason());
        }
        return draft.deferred.stream()
                .filter(deferred -> !deferred.isMeant())
                .findFirst()
                .map(first -> "node " + first.node() + " is " + first.reason());
    }
}
