package dev.weft.fabric.remote;

import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.NodeStatus;
import dev.weft.fabric.control.Presence;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the sessions of nodes on one management realm, and keeps them to one per node: a newcomer with the same key replaces the
 * old session, since a connection that is only half dead must not lock a node out.
 */
public final class NodeUplinks {

    private static final Logger LOG = LoggerFactory.getLogger(NodeUplinks.class);
    private static final String READY = "crossbarfabriccenter.mrealm.on_node_ready";
    private static final String SHUTDOWN = "crossbarfabriccenter.mrealm.on_node_shutdown";

    private final ManagementRealm realm;
    private final WampSession session;
    private final Directory directory;
    private final Presence presence;
    private final Outlet outlet;

    public NodeUplinks(
            ManagementRealm realm, WampSession session, Directory directory, Presence presence, Outlet outlet) {
        this.realm = realm;
        this.session = session;
        this.directory = directory;
        this.presence = presence;
        this.outlet = outlet;
    }

    /** Begins to listen; completes when it does. */
    public CompletionStage<Void> begin() {
        return session.subscribe("wamp.session.on_join", Dict.empty(), (payload, details) -> onJoin(payload))
                .thenCompose(joined -> session.subscribe(
                        "wamp.session.on_leave", Dict.empty(), (payload, details) -> onLeave(payload)))
                .thenApply(left -> null);
    }

    private void onJoin(Payload payload) {
        if (!(payload.argument(0) instanceof Map<?, ?> who)
                || !"node".equals(who.get("authrole"))
                || !(who.get("session") instanceof Long id)
                || !(who.get("authid") instanceof String authid)) {
            return;
        }
        Optional<FabricNode> node = directory.findNodeByAuthid(realm.oid(), authid);
        if (node.isEmpty()) {
            // Unpaired between the proof of its key and this moment.
            kill(List.of(id), "the node was unpaired");
            return;
        }
        String oid = node.get().oid();
        NodeStatus before = presence.joined(oid, id);
        LOG.info("node {} of {} is online", authid, realm.name());
        publish(READY, oid, authid);
        if (before.online()) {
            replace(authid, before.sessions());
        }
    }

    private void onLeave(Payload payload) {
        if (payload.argument(0) instanceof Long id) {
            presence.left(id).flatMap(directory::findNode).ifPresent(node -> {
                LOG.info("node {} of {} is offline", node.authid(), realm.name());
                publish(SHUTDOWN, node.oid(), node.authid());
            });
        }
    }

    private void publish(String topic, String oid, @Nullable String authid) {
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        keywords.put("node_authid", authid);
        keywords.put("mrealm", realm.name());
        outlet.publish(topic, Payload.of(List.of(oid, presence.of(oid).toTree(oid, authid)), keywords));
    }

    /** Makes room for a session that has just proven the node's key: completes when the old ones are gone. */
    public CompletionStage<Void> makeRoom(FabricNode node) {
        NodeStatus status = presence.of(node.oid());
        return status.online()
                ? replace(String.valueOf(node.authid()), status.sessions()).thenApply(gone -> null)
                : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<List<Long>> replace(String authid, Collection<Long> sessions) {
        LOG.warn(
                "node {} of {} connected again while its session {} was open: the new session replaces it."
                        + " If this repeats, two machines use the same key",
                authid,
                realm.name(),
                sessions);
        return kill(sessions, "another session of this node took over");
    }

    /** Ends the node's sessions, and completes with their ids when they are gone. */
    public CompletionStage<List<Long>> disconnect(String nodeOid) {
        Collection<Long> sessions = presence.of(nodeOid).sessions();
        return kill(sessions, "the node was unpaired");
    }

    private CompletionStage<List<Long>> kill(Collection<Long> sessions, String why) {
        List<CompletableFuture<Boolean>> kills = new ArrayList<>();
        List<Long> killed = new ArrayList<>();
        for (Long id : sessions) {
            Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
            keywords.put("reason", ErrorUri.CLOSE_KILLED);
            keywords.put("message", why);
            kills.add(session.call("wamp.session.kill", Payload.of(List.of(id), keywords))
                    .handle((done, failure) -> failure == null)
                    .toCompletableFuture());
        }
        List<Long> ids = List.copyOf(sessions);
        return CompletableFuture.allOf(kills.toArray(CompletableFuture[]::new)).thenApply(all -> {
            for (int i = 0; i < ids.size(); i++) {
                if (kills.get(i).join()) {
                    killed.add(ids.get(i));
                }
            }
            return killed;
        });
    }
}
