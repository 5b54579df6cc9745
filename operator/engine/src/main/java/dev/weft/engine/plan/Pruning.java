package dev.weft.engine.plan;

import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.path.ObjectPath;
import java.util.Map;
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
        if (draft.desired.gone().contains(path)) {
            return;
        }
        if (!Removal.isOurs(draft, node.owner(), path) || !draft.options.prune()) {
            draft.unmanaged.add(path);
            return;
        }
        String key = node.publicKey().orElse("");
        draft.add(Action.delete(
                path, "its document is gone", everythingElse, ObjectPlanner.precondition(Map.of("publicKey", key))));
    }
}
