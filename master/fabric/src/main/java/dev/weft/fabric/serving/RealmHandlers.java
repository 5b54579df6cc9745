package dev.weft.fabric.serving;

import dev.weft.fabric.api.FabricError;
import dev.weft.fabric.control.Directory;
import dev.weft.fabric.control.NodeStatus;
import dev.weft.fabric.control.Origin;
import dev.weft.fabric.control.Pairing;
import dev.weft.fabric.realm.RunningRealm;
import dev.weft.fabric.store.FabricNode;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Rows of the controller of one management realm. */
final class RealmHandlers {

    private static final String CONTROLLER = "crossbarfabriccenter.mrealm.<realm_name>.";

    private final Directory directory;
    private final Pairing pairing;
    private final MasterFacts facts;

    RealmHandlers(Directory directory, Pairing pairing, MasterFacts facts) {
        this.directory = directory;
        this.pairing = pairing;
        this.facts = facts;
    }

    void addTo(Map<String, Handler> handlers) {
        handlers.put(CONTROLLER + "get_status", this::getStatus);
        handlers.put(CONTROLLER + "get_nodes", this::getNodes);
        handlers.put(
                CONTROLLER + "get_node",
                call -> done(describe(call.reach().node(call.arguments().string("node_oid")))));
        handlers.put(CONTROLLER + "get_node_by_authid", this::getNodeByAuthid);
        handlers.put(CONTROLLER + "set_inventory", this::setInventory);
        handlers.put(CONTROLLER + "get_capabilities", call -> done(facts.capabilities()));
        handlers.put(CONTROLLER + "get_fingerprint_key", call -> done(facts.fingerprintKey()));
        handlers.put(CONTROLLER + "get_change_counts", this::getChangeCounts);
    }

    private CompletionStage<?> getStatus(Call call) {
        RunningRealm realm = requireRealm(call);
        return done(facts.status("management", realm.realm().name(), realm.started()));
    }

    private CompletionStage<?> getNodes(Call call) {
        RunningRealm realm = requireRealm(call);
        Optional<String> status = call.arguments().findString("status");
        status.filter(text -> !text.equals("online") && !text.equals("offline")).ifPresent(text -> {
            throw FabricError.invalidArgument(
                    call.arguments().procedure().uri(), "status", "\"online\" or \"offline\"", "\"" + text + "\"");
        });
        boolean names = call.arguments().flag("return_names");
        List<FabricNode> nodes = directory.nodesOf(realm.realm().oid()).stream()
                .filter(node -> status.isEmpty()
                        || realm.presence().of(node.oid()).text().equals(status.get()))
                .toList();
        if (call.arguments().flag("details")) {
            return done(nodes.stream()
                    .map(node -> withInventory(new Reach.Located(realm, node)))
                    .toList());
        }
        return done(nodes.stream()
                .map(node -> names ? String.valueOf(node.authid()) : node.oid())
                .sorted()
                .toList());
    }

    /** The key is there for every node: a node that nothing was stored for differs from a master that keeps nothing. */
    private static Map<String, @Nullable Object> withInventory(Reach.Located located) {
        Map<String, @Nullable Object> tree = describe(located);
        tree.put("inventory", located.node().inventory());
        return tree;
    }

    private CompletionStage<?> setInventory(Call call) {
        FabricNode node = call.reach().node(call.arguments().string("node_oid")).node();
        return pairing.setInventory(node.oid(), call.arguments().dict("inventory"))
                .thenApply(FabricNode::inventory);
    }

    private CompletionStage<?> getChangeCounts(Call call) {
        RunningRealm realm = requireRealm(call);
        Map<String, Object> counts = new LinkedHashMap<>();
        for (FabricNode node : directory.nodesOf(realm.realm().oid())) {
            realm.presence()
                    .changes(node.oid())
                    .ifPresent(count -> counts.put(String.valueOf(node.authid()), count.toTree()));
        }
        return done(counts);
    }

    private CompletionStage<?> getNodeByAuthid(Call call) {
        String authid = call.arguments().string("node_authid");
        Reach.Located located = call.reach().node(authid);
        if (!authid.equals(located.node().authid())) {
            throw ApplicationError.of(
                    ErrorUri.NO_SUCH_OBJECT, "no node with authid " + authid + " in management realm");
        }
        return done(call.arguments().flag("details") ? withInventory(located) : describe(located));
    }

    /** The node with its connection: the shape of Crossbar.io's {@code get_node}, and {@code last_seen} where it was seen. */
    static Map<String, @Nullable Object> describe(Reach.Located located) {
        FabricNode node = located.node();
        NodeStatus status = located.realm().presence().of(node.oid());
        Map<String, @Nullable Object> tree = node.toTree();
        tree.put("heartbeat", status.heartbeat());
        tree.put("timestamp", status.heartbeatTime());
        tree.put("status", status.text());
        located.realm().presence().lastSeen(node.oid()).ifPresent(at -> tree.put("last_seen", Origin.iso(at)));
        return tree;
    }

    private static RunningRealm requireRealm(Call call) {
        return call.reach().realm().orElseThrow(() -> {
            String uri = call.arguments().procedure().uri();
            return ApplicationError.of(
                    ErrorUri.INVALID_ARGUMENT,
                    "this realm does not tell which management realm is meant: call " + uri
                            + " here, or join the management realm");
        });
    }

    private static CompletionStage<?> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }
}
