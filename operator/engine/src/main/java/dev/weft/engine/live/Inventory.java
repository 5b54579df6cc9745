package dev.weft.engine.live;

import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What we put onto one node: the record by which a {@code Shared} layout knows what it may stop.
 *
 * <p>Written before a create (so a lost reply leaves no orphan) and after a delete. Stored by the gateway with the master; a
 * gateway that cannot store it gives none, and then nothing on a shared node is ever stopped unless a document names it.
 *
 * @param owned each object with what is known of how it came there
 * @param unread what else was found in the stored form and is not understood, such as kinds that a later version knows; stored again
 *     as it was found
 */
public record Inventory(SortedMap<ObjectPath, Entry> owned, Map<String, Object> unread) {

    /** We own nothing there. */
    public static final Inventory EMPTY = new Inventory(new TreeMap<>());

    public Inventory {
        owned = Collections.unmodifiableSortedMap(new TreeMap<>(owned));
        unread = unread.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(unread));
    }

    /** A record of which everything is understood. */
    public Inventory(SortedMap<ObjectPath, Entry> owned) {
        this(owned, Map.of());
    }

    /**
     * One object of ours.
     *
     * @param documents those that named it when it was last dealt with, as {@code DesiredNode.layouts} calls them. Removed by an edit
     *     of one of these it is stopped; when all of them are gone it is left. Empty in records of a version that did not ask
     * @param fingerprints keyed fingerprints of the secrets that it was given, by JSON pointer
     */
    public record Entry(SortedSet<String> documents, Map<String, String> fingerprints) {

        private static final SortedSet<String> NONE = Collections.unmodifiableSortedSet(new TreeSet<>());

        /** Of an object of which only the path is known. */
        public static final Entry UNKNOWN = new Entry(NONE, Map.of());

        public Entry {
            documents = documents.isEmpty() ? NONE : Collections.unmodifiableSortedSet(new TreeSet<>(documents));
            fingerprints = fingerprints.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(fingerprints));
        }
    }

    /** The same record with other objects. */
    public Inventory with(SortedMap<ObjectPath, Entry> objects) {
        return new Inventory(objects, unread);
    }

    public boolean owns(ObjectPath path) {
        return owned.containsKey(path);
    }

    /** What is known of an object; nothing of one that is not ours. */
    public Entry entry(ObjectPath path) {
        return owned.getOrDefault(path, Entry.UNKNOWN);
    }
}
