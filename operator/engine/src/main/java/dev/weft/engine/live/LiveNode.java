package dev.weft.engine.live;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node that is paired with the master, and what runs on it.
 *
 * @param oid the id that the master gave
 * @param publicKey its Ed25519 key as 64 hex digits
 * @param owner our mark, if it carries one
 * @param objects what runs on the node (workers and below), by path
 * @param inventory what we put there; empty where the master cannot keep one
 * @param version of the snapshot: which state of the node this is
 */
public record LiveNode(
        NodeKey key,
        Optional<String> oid,
        Optional<String> publicKey,
        Optional<OwnerTag> owner,
        Completeness completeness,
        SortedMap<ObjectPath, LiveObject> objects,
        Optional<Inventory> inventory,
        Version version) {

    public LiveNode {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /**
     * Which state of the node was read.
     *
     * @param epoch changes when the node's controller restarts; empty where the node does not tell
     * @param seq counts the changes within the epoch; 0 where the node does not tell
     * @param digest of all configuration on the node; empty where the node does not tell
     * @param lastSeen for people, as the master tells it; may be empty
     */
    public record Version(String epoch, long seq, String digest, String lastSeen) {

        public static final Version UNKNOWN = new Version("", 0, "", "");
    }

    public boolean isOnline() {
        return completeness != Completeness.OFFLINE;
    }

    public LiveNode withObjects(SortedMap<ObjectPath, LiveObject> now) {
        return new LiveNode(key, oid, publicKey, owner, completeness, now, inventory, version);
    }

    public LiveNode withInventory(Optional<Inventory> now) {
        return new LiveNode(key, oid, publicKey, owner, completeness, objects, now, version);
    }
}
