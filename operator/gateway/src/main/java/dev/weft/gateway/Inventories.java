package dev.weft.gateway;

import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Ownership records as the master stores them: {@code {owned: {path: {pointer: fingerprint}}, documents: {path: [name]}}}. Another
 * version of Weft may have
 * written more than this one understands; that is kept and stored again.
 */
final class Inventories {

    private static final String OWNED = "owned";
    private static final String DOCUMENTS = "documents";

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
        TreeMap<ObjectPath, Inventory.Entry> owned = new TreeMap<>();
        Map<String, Object> unknown = new LinkedHashMap<>();
        Map<String, Object> documents = Wire.dict(stored.get(DOCUMENTS));
        Wire.dict(stored.get(OWNED)).forEach((text, prints) -> {
            Optional<ObjectPath> path = ObjectPath.read(text);
            if (path.isPresent() && prints instanceof Map<?, ?>) {
                Inventory.Entry entry =
                        new Inventory.Entry(names(documents.remove(text)), fingerprints(Wire.dict(prints)));
                owned.put(path.get(), entry);
            } else {
                unknown.put(text, prints);
            }
        });
        Map<String, Object> unread = new LinkedHashMap<>(stored);
        unread.remove(OWNED);
        // Of what an older version has taken out of the record, this may still be there.
        documents.keySet().retainAll(unknown.keySet());
        unread.remove(DOCUMENTS);
        if (!unknown.isEmpty()) {
            unread.put(OWNED, unknown);
        }
        if (!documents.isEmpty()) {
            unread.put(DOCUMENTS, documents);
        }
        return new Inventory(owned, unread);
    }

    static Map<String, Object> write(Inventory inventory) {
        Map<String, Object> stored = new LinkedHashMap<>(inventory.unread());
        Map<String, Object> owned = Wire.dict(inventory.unread().get(OWNED));
        Map<String, Object> documents = Wire.dict(inventory.unread().get(DOCUMENTS));
        inventory.owned().forEach((path, entry) -> {
            owned.put(path.text(), entry.fingerprints());
            if (!entry.documents().isEmpty()) {
                documents.put(path.text(), List.copyOf(entry.documents()));
            }
        });
        stored.put(OWNED, owned);
        if (!documents.isEmpty()) {
            stored.put(DOCUMENTS, documents);
        }
        return stored;
    }

    private static SortedSet<String> names(@Nullable Object stored) {
        TreeSet<String> names = new TreeSet<>();
        if (stored instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    private static Map<String, String> fingerprints(Map<String, Object> stored) {
        TreeMap<String, String> fingerprints = new TreeMap<>();
        stored.forEach((pointer, print) -> fingerprints.put(pointer, String.valueOf(print)));
        return fingerprints;
    }
}
