package dev.weft.engine.plan;

import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.ObjectPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Objects that carry our mark and whose document is gone: shown, and with {@code --prune} deleted, last. Management realms never. */
final class Pruning {

    private Pruning() {}

    static void plan(Draft draft) {
        TreeSet<ObjectPath> everythingElse = new TreeSet<>(draft.actions.keySet());
        for (LiveRealm realm : draft.live.realms().values()) {
            if (!draft.desired.objects().containsKey(ObjectPath.mrealm(realm.name()))) {
                continue;
            }
            for (LiveNode node : realm.nodes().values()) {
                if (draft.desired.node(node.key()).isEmpty()) {
                    planNode(draft, node, everythingElse);
                }
            }
        }
    }

    private static void planNode(Draft draft, LiveNode node, TreeSet<ObjectPath> everythingElse) {
        ObjectPath path = node.key().path();
        Optional<OwnerTag> owner = node.owner();
        boolean ours = owner.isPresent()
                && Planner.foreignOwner(draft, owner).isEmpty()
                && owner.get().name().equals(node.key().authid());
        if (!ours || !draft.options.prune()) {
            draft.unmanaged.add(path);
            return;
        }
        String key = node.publicKey().orElse("");
        draft.add(Action.delete(
                path, "its document is gone", everythingElse, ObjectPlanner.precondition(Map.of("publicKey", key))));
    }
}
