package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Ownership records as the master stores them: {@code {owned: {path: {pointer: fingerprint}}}}. Another version of Weft may have
 * written more than this one understands; that is kept and stored again.
 */
final class Inventories {

    private static final String OWNED = "owned";

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
        Map<String, Object> unknown = new LinkedHashMap<>();
        Wire.dict(stored.get(OWNED)).forEach((text, prints) -> {
            Optional<ObjectPath> path = ObjectPath.read(text);
            if (path.isPresent() && prints instanceof Map<?, ?>) {
                owned.put(path.get(), fingerprints(Wire.dict(prints)));
            } else {
                unknown.put(text, prints);
            }
        });
        Map<String, Object> unread = new LinkedHashMap<>(stored);
        unread.remove(OWNED);
        if (!unknown.isEmpty()) {
            unread.put(OWNED, unknown);
        }
        return new Inventory(owned, unread);
    }

    static Map<String, Object> write(Inventory inventory) {
        Map<String, Object> stored = new LinkedHashMap<>(inventory.unread());
        Map<String, Object> owned = Wire.dict(inventory.unread().get(OWNED));
        inventory.owned().forEach((path, prints) -> owned.put(path.text(), prints));
        stored.put(OWNED, owned);
        return stored;
    }

    private static Map<String, String> fingerprints(Map<String, Object> stored) {
        TreeMap<String, String> fingerprints = new TreeMap<>();
        stored.forEach((pointer, print) -> fingerprints.put(pointer, String.valueOf(print)));
        return fingerprints;
    }
}
