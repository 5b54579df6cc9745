package dev.weft.fabric.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table of the nodes, paired and unpaired. */
public final class Nodes {

    private static final String SELECT =
            "SELECT oid, pubkey, owner_oid, mrealm_oid, authid, authextra, cluster_ip, inventory FROM nodes";

    private Nodes() {}

    public static List<FabricNode> all(Sql sql) throws SQLException {
        return sql.list(Nodes::read, SELECT + " ORDER BY oid");
    }

    public static Optional<FabricNode> findByOid(Sql sql, String oid) throws SQLException {
        return sql.find(Nodes::read, SELECT + " WHERE oid = ?", oid);
    }

    public static Optional<FabricNode> findByPubkey(Sql sql, String pubkey) throws SQLException {
        return sql.find(Nodes::read, SELECT + " WHERE pubkey = ?", pubkey);
    }

    public static Optional<FabricNode> findByAuthid(Sql sql, String mrealmOid, String authid) throws SQLException {
        return sql.find(Nodes::read, SELECT + " WHERE mrealm_oid = ? AND authid = ?", mrealmOid, authid);
    }

    public static List<FabricNode> ofRealm(Sql sql, String mrealmOid) throws SQLException {
        return sql.list(Nodes::read, SELECT + " WHERE mrealm_oid = ? ORDER BY authid", mrealmOid);
    }

    /** Inserts the node, or replaces everything but its key. */
    public static void put(Sql sql, FabricNode node) throws SQLException {
        sql.update(
                "INSERT INTO nodes (oid, pubkey, owner_oid, mrealm_oid, authid, authextra, cluster_ip, inventory)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (oid) DO UPDATE SET owner_oid = excluded.owner_oid,"
                        + " mrealm_oid = excluded.mrealm_oid, authid = excluded.authid, authextra = excluded.authextra,"
                        + " cluster_ip = excluded.cluster_ip, inventory = excluded.inventory",
                node.oid(),
                node.pubkey(),
                node.ownerOid(),
                node.mrealmOid(),
                node.authid(),
                JsonColumn.write(node.authextra()),
                node.clusterIp(),
                JsonColumn.write(node.inventory()));
    }

    @SuppressWarnings("unchecked")
    private static FabricNode read(ResultSet row) throws SQLException {
        return new FabricNode(
                row.getString("oid"),
                row.getString("pubkey"),
                row.getString("owner_oid"),
                row.getString("mrealm_oid"),
                row.getString("authid"),
                (@Nullable Map<String, @Nullable Object>) JsonColumn.read(row.getString("authextra")),
                row.getString("cluster_ip"),
                (@Nullable Map<String, @Nullable Object>) JsonColumn.read(row.getString("inventory")));
    }
}
