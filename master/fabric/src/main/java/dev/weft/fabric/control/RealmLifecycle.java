package dev.weft.fabric.control;

import dev.weft.fabric.store.Database;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.fabric.store.ManagementRealms;
import dev.weft.fabric.store.Nodes;
import dev.weft.fabric.store.Sql;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Creation and deletion of management realms. Replies come when the change is on the disk and in force. */
public final class RealmLifecycle {

    private final Database database;
    private final Directory directory;
    private final Origin origin;
    private final WampRealms wamp;

    /** The WAMP realms that belong to management realms. Called on the database's thread, in the order of the changes. */
    public interface WampRealms {

        /** Completes when the realm can be joined and answers. */
        CompletionStage<Void> start(ManagementRealm realm);

        /** Completes when its sessions are gone. */
        CompletionStage<Void> stop(ManagementRealm realm);
    }

    public RealmLifecycle(Database database, Directory directory, Origin origin, WampRealms wamp) {
        this.database = database;
        this.directory = directory;
        this.origin = origin;
        this.wamp = wamp;
    }

    /**
     * Creates a management realm and starts it. Fails with {@code crossbar.error.already_exists}.
     *
     * @param ownerOid the user who asks
     */
    public CompletionStage<ManagementRealm> create(NewRealm asked, String ownerOid) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        return database.write(sql -> insert(sql, asked, ownerOid), realm -> {
                    directory.put(realm);
                    follow(wamp.start(realm), started);
                })
                .thenCompose(realm -> started.thenApply(done -> realm));
    }

    private ManagementRealm insert(Sql sql, NewRealm asked, String ownerOid) throws SQLException {
        if (ManagementRealms.findByName(sql, asked.name()).isPresent()) {
            throw ApplicationError.of(
                    ErrorUri.ALREADY_EXISTS, "management realm with name \"" + asked.name() + "\" already exists");
        }
        ManagementRealm realm = new ManagementRealm(
                origin.oid(),
                asked.name(),
                asked.label(),
                asked.description(),
                asked.tags(),
                origin.micros(),
                ownerOid);
        ManagementRealms.insert(sql, realm);
        return realm;
    }

    /** What happens to the nodes of a realm that is deleted. */
    public enum Dependents {
        /** They keep the realm: deletion fails with {@code crossbar.error.dependent_objects}. */
        REFUSE,
        /** They are unpaired, which disconnects them. */
        UNPAIR
    }

    /**
     * Deletes a management realm: its nodes are unpaired, its sessions closed. Fails with {@code crossbar.error.no_such_object} and
     * {@code crossbar.error.dependent_objects}. Completes with the deletion info as Crossbar.io has it.
     */
    public CompletionStage<Map<String, @Nullable Object>> delete(
            String realmOid, Dependents dependents, Caller caller) {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        return database.write(sql -> remove(sql, realmOid, dependents), deleted -> {
                    deleted.unpaired().forEach(directory::put);
                    directory.remove(deleted.realm());
                    follow(wamp.stop(deleted.realm()), stopped);
                })
                .thenCompose(deleted -> stopped.thenApply(done -> info(deleted, caller)));
    }

    private record Deleted(ManagementRealm realm, List<FabricNode> unpaired) {}

    private static Deleted remove(Sql sql, String realmOid, Dependents dependents) throws SQLException {
        ManagementRealm realm = ManagementRealms.findByOid(sql, realmOid).orElseThrow(() -> noSuchRealm(realmOid));
        List<FabricNode> unpaired = new ArrayList<>();
        for (FabricNode node : Nodes.ofRealm(sql, realmOid)) {
            if (dependents == Dependents.REFUSE) {
                throw ApplicationError.of(
                        ErrorUri.DEPENDENT_OBJECTS,
                        "cannot delete management realm \"" + realm.name()
                                + "\" - dependent object exists and cascade not set: paired node " + node.oid());
            }
            FabricNode free = node.unpaired();
            Nodes.put(sql, free);
            unpaired.add(free);
        }
        ManagementRealms.delete(sql, realmOid);
        return new Deleted(realm, unpaired);
    }

    static ApplicationError noSuchRealm(String oid) {
        return ApplicationError.of(ErrorUri.NO_SUCH_OBJECT, "no management realm with oid " + oid);
    }

    private Map<String, @Nullable Object> info(Deleted deleted, Caller caller) {
        ManagementRealm realm = deleted.realm();
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("oid", realm.oid());
        info.put("name", realm.name());
        info.put("created", Origin.iso(Instant.EPOCH.plusNanos(Math.multiplyExact(realm.created(), 1000L))));
        info.put("deleted", origin.iso());
        info.put("owner", realm.owner());
        info.put("caller", caller.authid());
        info.put("unpaired", deleted.unpaired().stream().map(FabricNode::oid).toList());
        return info;
    }

    private static void follow(CompletionStage<Void> stage, CompletableFuture<Void> future) {
        stage.whenComplete((done, failure) -> {
            if (failure == null) {
                future.complete(null);
            } else {
                future.completeExceptionally(failure);
            }
        });
    }
}
