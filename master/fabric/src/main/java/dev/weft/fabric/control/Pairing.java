package dev.weft.fabric.control;

import dev.weft.fabric.api.FabricError;
import dev.weft.fabric.store.Database;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.fabric.store.ManagementRealms;
import dev.weft.fabric.store.Nodes;
import dev.weft.fabric.store.Sql;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ties nodes, known by their keys, to management realms, and unties them. */
public final class Pairing {

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

    private final Database database;
    private final Directory directory;
    private final Origin origin;
    private final Uplinks uplinks;

    /** The connections of nodes. */
    public interface Uplinks {

        /** Ends the sessions of a node that is no longer paired; completes with their ids when they are gone. */
        CompletionStage<List<Long>> disconnect(ManagementRealm realm, String nodeOid, String authid);
    }

    public Pairing(Database database, Directory directory, Origin origin, Uplinks uplinks) {
        this.database = database;
        this.directory = directory;
        this.origin = origin;
        this.uplinks = uplinks;
    }

    /** @param clusterIp the address at which other nodes reach this one */
    public record Request(
            String pubkey,
            String realm,
            String authid,
            @Nullable Map<String, @Nullable Object> authextra,
            @Nullable String clusterIp) {}

    /**
     * Pairs a node. Fails with {@code wamp.error.invalid_argument}, {@code fabric.no-such-realm}, {@code fabric.node-already-paired},
     * and {@code fabric.authid-already-taken} for a name that another node of the realm has.
     */
    public CompletionStage<FabricNode> pair(Request request, String ownerOid) {
        String pubkey = request.pubkey().toLowerCase(Locale.ROOT);
        if (!KEY.matcher(pubkey).matches()) {
            throw ApplicationError.of(
                    ErrorUri.INVALID_ARGUMENT, "pubkey must be 64 hex digits, the node's Ed25519 public key");
        }
        RealmNames.problemWithAuthid(request.authid()).ifPresent(problem -> {
            throw ApplicationError.of(ErrorUri.INVALID_ARGUMENT, problem);
        });
        return database.write(sql -> pair(sql, pubkey, request, ownerOid), directory::put);
    }

    private FabricNode pair(Sql sql, String pubkey, Request request, String ownerOid) throws SQLException {
        ManagementRealm realm = findRealm(sql, request.realm())
                .orElseThrow(() -> ApplicationError.of(
                        FabricError.NO_SUCH_REALM, "no management realm with name \"" + request.realm() + "\""));
        FabricNode known = Nodes.findByPubkey(sql, pubkey).orElse(null);
        if (known != null && known.mrealmOid() != null) {
            throw ApplicationError.of(
                    FabricError.NODE_ALREADY_PAIRED, "node with given pubkey is already paired to a realm");
        }
        if (Nodes.findByAuthid(sql, realm.oid(), request.authid()).isPresent()) {
            throw ApplicationError.of(
                    FabricError.AUTHID_TAKEN,
                    "management realm \"" + realm.name() + "\" already has a node with authid \"" + request.authid()
                            + "\"");
        }
        FabricNode node = new FabricNode(
                known == null ? origin.oid() : known.oid(),
                pubkey,
                ownerOid,
                realm.oid(),
                request.authid(),
                request.authextra(),
                request.clusterIp(),
                null);
        Nodes.put(sql, node);
        return node;
    }

    private static Optional<ManagementRealm> findRealm(Sql sql, String nameOrOid) throws SQLException {
        Optional<ManagementRealm> named = ManagementRealms.findByName(sql, nameOrOid);
        return named.isPresent() ? named : ManagementRealms.findByOid(sql, nameOrOid);
    }

    /**
     * A node after it was unpaired.
     *
     * @param realm what it was paired with
     * @param authid what it was called there
     * @param killed ids of the sessions that were ended
     */
    public record Unpaired(FabricNode node, ManagementRealm realm, String authid, List<Long> killed) {

        /** As Crossbar.io sends it: the node with its former realm. */
        public Map<String, @Nullable Object> toTree() {
            Map<String, @Nullable Object> tree = node.toTree();
            tree.put("mrealm_oid", realm.oid());
            tree.put("killed", killed);
            return tree;
        }
    }

    /**
     * Unpairs a node and ends its sessions at once. Fails with {@code crossbar.error.no_such_object} and {@code
     * fabric.node-not-paired}.
     */
    public CompletionStage<Unpaired> unpair(String nodeOid) {
        return database.write(sql -> unpair(sql, nodeOid), free -> directory.put(free.node()))
                .thenCompose(free -> uplinks.disconnect(free.realm(), nodeOid, free.authid())
                        .thenApply(killed -> new Unpaired(free.node(), free.realm(), free.authid(), killed)));
    }

    /**
     * Remembers what a reconciler owns on a paired node, until it is unpaired. Fails with {@code crossbar.error.no_such_object} and
     * {@code fabric.node-not-paired}.
     */
    public CompletionStage<FabricNode> setInventory(String nodeOid, Map<String, @Nullable Object> inventory) {
        return database.write(
                sql -> {
                    FabricNode node = requirePaired(sql, nodeOid).withInventory(inventory);
                    Nodes.put(sql, node);
                    return node;
                },
                directory::put);
    }

    private static FabricNode requirePaired(Sql sql, String nodeOid) throws SQLException {
        FabricNode node = Nodes.findByOid(sql, nodeOid)
                .orElseThrow(() -> ApplicationError.of(ErrorUri.NO_SUCH_OBJECT, "no node with oid " + nodeOid));
        if (node.mrealmOid() == null) {
            throw ApplicationError.of(
                    FabricError.NODE_NOT_PAIRED, "node with id " + nodeOid + " is currently not paired");
        }
        return node;
    }

    private static Unpaired unpair(Sql sql, String nodeOid) throws SQLException {
        FabricNode node = requirePaired(sql, nodeOid);
        String realmOid = String.valueOf(node.mrealmOid());
        String authid = String.valueOf(node.authid());
        ManagementRealm realm =
                ManagementRealms.findByOid(sql, realmOid).orElseThrow(() -> RealmLifecycle.noSuchRealm(realmOid));
        FabricNode free = node.unpaired();
        Nodes.put(sql, free);
        return new Unpaired(free, realm, authid, List.of());
    }
}
