package dev.weft.fabric.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node that was paired at least once. Unpairing keeps the record, so a node that comes back has its oid again.
 *
 * @param oid UUID, as on the wire
 * @param pubkey 64 lower-case hex digits, unique
 * @param ownerOid the user who paired it
 * @param mrealmOid the management realm it is paired with; null while unpaired
 * @param authid its name, unique within the realm; null exactly while unpaired
 * @param authextra what the node gets in WELCOME, verbatim from pairing
 * @param clusterIp the address at which other nodes reach it
 * @param inventory what a reconciler wrote down about its own objects on this node; nobody but reconcilers knows its shape
 */
public record FabricNode(
        String oid,
        String pubkey,
        String ownerOid,
        @Nullable String mrealmOid,
        @Nullable String authid,
        @Nullable Map<String, @Nullable Object> authextra,
        @Nullable String clusterIp,
        @Nullable Map<String, @Nullable Object> inventory) {

    /** The same node, known by its key, without a management realm and all that came with it. */
    public FabricNode unpaired() {
        return new FabricNode(oid, pubkey, ownerOid, null, null, null, null, null);
    }

    public FabricNode withInventory(Map<String, @Nullable Object> other) {
        return new FabricNode(oid, pubkey, ownerOid, mrealmOid, authid, authextra, clusterIp, other);
    }

    /** The object as Crossbar.io sends it. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("oid", oid);
        tree.put("label", null);
        tree.put("description", null);
        tree.put("tags", null);
        tree.put("owner_oid", ownerOid);
        tree.put("pubkey", pubkey);
        tree.put("cluster_ip", clusterIp);
        tree.put("mrealm_oid", mrealmOid);
        tree.put("authid", authid);
        tree.put("authextra", authextra);
        return tree;
    }
}
