package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ownership records as the master stores them: {@code {owned: {path: {pointer: fingerprint}}}}. */
final class Inventories {

    private Inventories() {}

    /**
     * The record in a node's object as a master tells it that keeps one for each node.
     *
     * @throws ApplicationError where it is not there: planning without it would take everything on the node for ours, and write
     *     nothing down
     */
    static Inventory require(NodeKey key, @Nullable Object node) {
        if (node instanceof Map<?, ?> object && object.containsKey("inventory")) {
            Object stored = object.get("inventory");
            if (stored == null) {
                return Inventory.EMPTY;
            }
            if (stored instanceof Map<?, ?>) {
                return read(Wire.dict(stored));
            }
        }
        throw ApplicationError.of(
                ErrorUri.RUNTIME_ERROR,
                "the master does not tell what is owned on node " + key + ", although it announces '"
                        + Capability.INVENTORY.word() + "': use a master and a weft of the same version");
    }

    static Inventory read(Map<String, Object> stored) {
        TreeMap<ObjectPath, Map<String, String>> owned = new TreeMap<>();
        Wire.dict(stored.get("owned")).forEach((path, prints) -> {
            TreeMap<String, String> fingerprints = new TreeMap<>();
            Wire.dict(prints).forEach((pointer, print) -> fingerprints.put(pointer, String.valueOf(print)));
            owned.put(new ObjectPath(path), fingerprints);
        });
        return new Inventory(owned);
    }

    static Map<String, Object> write(Inventory inventory) {
        Map<String, Object> owned = new LinkedHashMap<>();
        inventory.owned().forEach((path, prints) -> owned.put(path.text(), prints));
        return Map.of("owned", owned);
    }
}
