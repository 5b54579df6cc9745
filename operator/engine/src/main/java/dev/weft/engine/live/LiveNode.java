package dev.weft.engine.live;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A node that is paired with the master, and what runs on it.
 *
 * @param oid the id that the master gave
 * @param publicKey its Ed25519 key as 64 hex digits
 * @param owner our mark, if it carries one
 * @param objects what runs on the node (workers and below), by path
 * @param inventory what we put there; empty where the master cannot keep one
 * @param version of the snapshot: which state of the node this is
 * @param capabilities what this node can do beyond an original, as far as the master lets it
 * @param problem why it could not be read, where trying again does not help
 */
public record LiveNode(
        NodeKey key,
        Optional<String> oid,
        Optional<String> publicKey,
        Optional<OwnerTag> owner,
        Completeness completeness,
        SortedMap<ObjectPath, LiveObject> objects,
        Optional<Inventory> inventory,
        Version version,
        Set<Capability> capabilities,
        Optional<Problem> problem) {

    public LiveNode {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        capabilities = Collections.unmodifiableSet(new TreeSet<>(capabilities));
    }

    /** A node that can what an original can, and had no problem. */
    public LiveNode(
            NodeKey key,
            Optional<String> oid,
            Optional<String> publicKey,
            Optional<OwnerTag> owner,
            Completeness completeness,
            SortedMap<ObjectPath, LiveObject> objects,
            Optional<Inventory> inventory,
            Version version) {
        this(key, oid, publicKey, owner, completeness, objects, inventory, version, Set.of(), Optional.empty());
    }

    /**
     * Something that somebody has to mend before a node can be read.
     *
     * @param message what the fabric said, for people
     * @param remedy what to do about it
     */
    public record Problem(String message, String remedy) {}

    /**
     * Which state of the node was read.
     *
     * @param epoch changes when the node's controller restarts; empty where the node does not tell
     * @param seq counts the changes within the epoch; 0 where the node does not tell
     * @param digest changes with every change of the node, see {@link LiveReader#readDigest}; empty where the node does not tell
     * @param lastSeen for people, as the master tells it; may be empty
     */
    public record Version(String epoch, long seq, String digest, String lastSeen) {

        public static final Version UNKNOWN = new Version("", 0, "", "");
    }

    public boolean isOnline() {
        return completeness != Completeness.OFFLINE;
    }

    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    public LiveNode withCompleteness(Completeness now) {
        return new LiveNode(key, oid, publicKey, owner, now, objects, inventory, version, capabilities, problem);
    }

    public LiveNode withObjects(SortedMap<ObjectPath, LiveObject> now) {
        return new LiveNode(key, oid, publicKey, owner, completeness, now, inventory, version, capabilities, problem);
    }

    public LiveNode withInventory(Optional<Inventory> now) {
        return new LiveNode(key, oid, publicKey, owner, completeness, objects, now, version, capabilities, problem);
    }

    public LiveNode withOwner(Optional<OwnerTag> now) {
        return new LiveNode(key, oid, publicKey, now, completeness, objects, inventory, version, capabilities, problem);
    }

    public LiveNode withVersion(Version now) {
        return new LiveNode(key, oid, publicKey, owner, completeness, objects, inventory, now, capabilities, problem);
    }

    public LiveNode withCapabilities(Set<Capability> now) {
        return new LiveNode(key, oid, publicKey, owner, completeness, objects, inventory, version, now, problem);
    }

    public LiveNode withProblem(Problem now) {
        return new LiveNode(
                key, oid, publicKey, owner, completeness, objects, inventory, version, capabilities, Optional.of(now));
    }
}
