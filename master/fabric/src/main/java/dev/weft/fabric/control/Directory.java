package dev.weft.fabric.control;

import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is in the database, in memory: what calls are answered from. Written by the database's thread after each commit,
 * read by any thread.
 */
public final class Directory {

    private final Map<String, ManagementRealm> realmsByOid = new ConcurrentHashMap<>();
    private final Map<String, ManagementRealm> realmsByName = new ConcurrentHashMap<>();
    private final Map<String, FabricNode> nodesByOid = new ConcurrentHashMap<>();
    private final Map<String, FabricNode> nodesByPubkey = new ConcurrentHashMap<>();
    private final Map<Place, FabricNode> nodesByPlace = new ConcurrentHashMap<>();

    /** Where a paired node is found. */
    private record Place(String mrealmOid, String authid) {}

    public void put(ManagementRealm realm) {
        realmsByOid.put(realm.oid(), realm);
        realmsByName.put(realm.name(), realm);
    }

    public void remove(ManagementRealm realm) {
        realmsByOid.remove(realm.oid());
        realmsByName.remove(realm.name());
    }

    public void put(FabricNode node) {
        FabricNode before = nodesByOid.put(node.oid(), node);
        nodesByPubkey.put(node.pubkey(), node);
        place(before).ifPresent(nodesByPlace::remove);
        place(node).ifPresent(place -> nodesByPlace.put(place, node));
    }

    private static Optional<Place> place(@Nullable FabricNode node) {
        return node == null || node.mrealmOid() == null || node.authid() == null
                ? Optional.empty()
                : Optional.of(new Place(node.mrealmOid(), node.authid()));
    }

    /** All management realms, by name. */
    public List<ManagementRealm> realms() {
        return realmsByName.values().stream()
                .sorted(Comparator.comparing(ManagementRealm::name))
                .toList();
    }

    public Optional<ManagementRealm> findRealmByOid(String oid) {
        return Optional.ofNullable(realmsByOid.get(oid));
    }

    public Optional<ManagementRealm> findRealmByName(String name) {
        return Optional.ofNullable(realmsByName.get(name));
    }

    public Optional<FabricNode> findNode(String oid) {
        return Optional.ofNullable(nodesByOid.get(oid));
    }

    public Optional<FabricNode> findNodeByPubkey(String pubkey) {
        return Optional.ofNullable(nodesByPubkey.get(pubkey));
    }

    public Optional<FabricNode> findNodeByAuthid(String mrealmOid, String authid) {
        return Optional.ofNullable(nodesByPlace.get(new Place(mrealmOid, authid)));
    }

    /** A node of this realm by its oid or its authid. */
    public Optional<FabricNode> findNodeOf(String mrealmOid, String oidOrAuthid) {
        return findNode(oidOrAuthid)
                .filter(node -> mrealmOid.equals(node.mrealmOid()))
                .or(() -> findNodeByAuthid(mrealmOid, oidOrAuthid));
    }

    /** The nodes that are paired with this realm, by authid. */
    public List<FabricNode> nodesOf(String mrealmOid) {
        return nodesByPlace.entrySet().stream()
                .filter(entry -> entry.getKey().mrealmOid().equals(mrealmOid))
                .sorted(Comparator.comparing(entry -> entry.getKey().authid()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Paired nodes with this authid, of any realm. */
    public List<FabricNode> nodesNamed(String authid) {
        return nodesByPlace.entrySet().stream()
                .filter(entry -> entry.getKey().authid().equals(authid))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** All nodes, paired or not, by oid. */
    public List<FabricNode> nodes() {
        return nodesByOid.values().stream()
                .sorted(Comparator.comparing(FabricNode::oid))
                .toList();
    }
}
