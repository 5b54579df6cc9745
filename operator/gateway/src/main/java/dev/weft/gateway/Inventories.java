package dev.weft.gateway;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.ObjectPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Ownership records as the master stores them: {@code {owned: {path: {pointer: fingerprint}}}}. */
final class Inventories {

    private Inventories() {}

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
