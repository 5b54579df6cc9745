package dev.weft.engine.plan;

import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Management realms and nodes that somebody wants removed: those of them that carry our mark, nodes before their realm. */
final class Removal {

    private Removal() {}

    static void plan(Draft draft) {
        // What lies inside sorts behind what it lies in.
        for (ObjectPath path : new TreeSet<>(draft.desired.gone()).descendingSet()) {
            Optional<LiveRealm> realm = draft.live.realm(path.mrealm());
            if (path.kind() == ObjectKind.NODE) {
                path.node()
                        .flatMap(draft.live::node)
                        .filter(node -> isOurs(draft, node.owner(), path))
                        .ifPresent(node -> removeNode(draft, node, path));
            } else if (realm.isPresent() && isOurs(draft, realm.get().owner(), path)) {
                TreeSet<ObjectPath> inside = new TreeSet<>(draft.actions.keySet());
                inside.removeIf(each -> !each.isInside(path));
                draft.add(Action.delete(path, "its document is deleted", inside, ""));
            }
        }
    }

    private static void removeNode(Draft draft, LiveNode node, ObjectPath path) {
        String key = node.publicKey().orElse("");
        draft.add(Action.delete(
                path,
                "its document is deleted",
                new TreeSet<>(),
                ObjectPlanner.precondition(Map.of("publicKey", key))));
    }

    /** Whether it carries our mark, with its own name. */
    static boolean isOurs(Draft draft, Optional<OwnerTag> owner, ObjectPath path) {
        return owner.isPresent()
                && Planner.foreignOwner(draft, owner).isEmpty()
                && owner.get().name().equals(path.name());
    }
}
