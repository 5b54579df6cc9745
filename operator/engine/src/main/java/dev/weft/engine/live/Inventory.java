package dev.weft.engine.live;

import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What we put onto one node: the record by which a {@code Shared} layout knows what it may stop.
 *
 * <p>Written before a create (so a lost reply leaves no orphan) and after a delete. Stored by the gateway with the master; a
 * gateway that cannot store it gives none, and then nothing on a shared node is ever stopped unless a document names it.
 *
 * @param owned each object with the keyed fingerprints of the secrets it was given, by JSON pointer
 * @param unread what else was found in the stored form and is not understood, such as kinds that a later version knows; stored again
 *     as it was found
 */
public record Inventory(SortedMap<ObjectPath, Map<String, String>> owned, Map<String, Object> unread) {

    /** We own nothing there. */
    public static final Inventory EMPTY = new Inventory(new TreeMap<>());

    public Inventory {
        SortedMap<ObjectPath, Map<String, String>> copy = new TreeMap<>(owned);
        copy.replaceAll(
                (path, prints) -> prints.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(prints)));
        owned = Collections.unmodifiableSortedMap(copy);
        unread = unread.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(unread));
    }

    /** A record of which everything is understood. */
    public Inventory(SortedMap<ObjectPath, Map<String, String>> owned) {
        this(owned, Map.of());
    }

    /** The same record with other objects. */
    public Inventory with(SortedMap<ObjectPath, Map<String, String>> objects) {
        return new Inventory(objects, unread);
    }

    public boolean owns(ObjectPath path) {
        return owned.containsKey(path);
    }
}
