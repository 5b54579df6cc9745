package dev.weft.gateway;

import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import dev.weft.router.Timers;
import dev.weft.router.admission.Admission;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.transport.Loops;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A stand-in for an original master with one management realm and one node, in the shapes that Crossbar.io 23.1 was recorded with:
 * it announces nothing, lists transports as objects, shows a transport where a service is asked for, and does not list services that
 * were started later.
 */
final class OriginalMaster implements AutoCloseable {

    static final String NODE_OID = "aace662d-3279-40f2-afca-7e23d24c44da";

    private final Loops loops = Loops.create(1);
    private final Map<String, Realm> realms = new ConcurrentHashMap<>();
    private final Map<String, WampSession> trusted = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Object>> running = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Listening listening;
    private volatile boolean online = true;

    OriginalMaster() {
        Timers timers = Timers.on(loops.timer());
        for (String name : List.of("com.crossbario.fabric", "plant")) {
            Realm realm = Realms.create(
                    RealmOptions.of(name),
                    new RealmEnvironment(
                            loops.serialExecutor(),
                            IdSource.scrambled(name.hashCode()),
                            InstantSource.system(),
                            timers));
            realm.putRole(new RoleRules("owner", StaticPermissions.everything()))
                    .toCompletableFuture()
                    .join();
            realms.put(name, realm);
            trusted.put(
                    name, realm.open("backend", "trusted").toCompletableFuture().join());
        }
        serveRealms();
        serveNode();
        listening = new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        new ServerProtocol.WebSocket(
                                WebSocketSettings.of(List.of(Serializers.cbor())),
                                new Admission(
                                        name -> Optional.ofNullable(realms.get(name)),
                                        List.of(new AnonymousAuthenticator("owner", byte[]::new)),
                                        timers,
                                        HandshakeTimeouts.DEFAULT)))
                .toCompletableFuture()
                .join();
    }

    String url() {
        return "ws://127.0.0.1:" + listening.port() + "/ws";
    }

    /** Every call so far: {@code procedure [arguments]}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** What runs on the node, by {@code kind/id/id…}. */
    Map<String, Map<String, Object>> running() {
        return running;
    }

    void setOnline(boolean now) {
        online = now;
    }

    /** Ends every session, as a restarted master does. */
    void dropSessions() {
        listening.connections();
        for (Realm realm : realms.values()) {
            realm.removeRole("owner").toCompletableFuture().join();
            realm.putRole(new RoleRules("owner", StaticPermissions.everything()))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Override
    public void close() {
        listening.close();
        loops.close();
    }

    /** From now on it is asked what it can do, as a newer master is. */
    void answerCapabilities(Function<Payload, Object> answer) {
        serve("com.crossbario.fabric", "crossbarfabriccenter.mrealm.get_capabilities", answer);
    }

    /** From now on it announces these extensions; what they do is not there. */
    void announce(String... extensions) {
        answerCapabilities(payload -> Map.of("product", "weft", "version", "9", "extensions", List.of(extensions)));
        serve(
                "com.crossbario.fabric",
                "crossbarfabriccenter.mrealm.get_fingerprint_key",
                payload -> Map.of("key", "5e".repeat(32)));
    }

    /** From now on this procedure of the node is refused with this error. */
    void refuse(String procedure, String error) {
        refusals.put("crossbarfabriccenter.remote." + procedure, error);
    }

    /** Publishes an event of the node. */
    void publish(String topic) {
        trusted("plant")
                .publish(topic, Dict.of("acknowledge", true), Payload.of("edge1"))
                .toCompletableFuture()
                .join();
    }

    /** How many sessions of others are on the management realm. */
    long sessions() {
        Object count = trusted("plant")
                .call("wamp.session.count", Payload.of(List.of("owner")))
                .toCompletableFuture()
                .join()
                .argument(0);
        return ((Number) Objects.requireNonNull(count)).longValue();
    }

    private WampSession trusted(String realm) {
        return Objects.requireNonNull(trusted.get(realm));
    }

    private void serveRealms() {
        String mrealm = "crossbarfabriccenter.mrealm.";
        Map<String, Object> plant =
                Map.of("oid", "0b46294e-094d-489c-87d2-03f5e4741a62", "name", "plant", "label", "The plant");
        serve("com.crossbario.fabric", mrealm + "get_mrealm_by_name", payload -> {
            if (!"plant".equals(payload.argument(0))) {
                throw ApplicationError.of("crossbar.error.no_such_object", "no management realm with that name");
            }
            return plant;
        });
        serve("plant", mrealm + "get_nodes", payload -> List.of(NODE_OID));
        serve("plant", mrealm + "get_node", payload -> node());
        serve("plant", mrealm + "get_node_by_authid", payload -> {
            if (!"edge1".equals(payload.argument(0))) {
                throw ApplicationError.of("crossbar.error.no_such_object", "no node with that authid");
            }
            return node();
        });
    }

    private Map<String, Object> node() {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("oid", NODE_OID);
        node.put("label", null);
        node.put("pubkey", "1d".repeat(32));
        node.put("authid", "edge1");
        node.put("authextra", Map.of("note", "paired by hand"));
        node.put("status", online ? "online" : "offline");
        return node;
    }

    private void serveNode() {
        serveRemote("node.get_workers", ids -> list("worker"));
        serveRemote("node.get_worker", ids -> require("worker", ids, "crossbar.error.no_such_worker"));
        serveRemote("router.get_router_realms", ids -> list("realm/" + ids.get(0)));
        serveRemote("router.get_router_realm", ids -> require("realm", ids, "crossbar.error.no_such_object"));
        serveRemote("router.get_router_transports", ids -> objects("transport/" + ids.get(0)));
        serveRemote("router.get_router_transport", ids -> require("transport", ids, "crossbar.error.no_such_object"));
        serveRemote("router.get_web_transport_services", ids -> List.of("/", "listed-but-not-running"));
        serveRemote("router.get_web_transport_service", ids -> {
            require("service", ids, "crossbar.error.not_running");
            return require("transport", ids.subList(0, 2), "crossbar.error.not_running");
        });
        serveRemote("router.start_router_realm", ids -> start("realm", ids));
        serveRemote("router.start_router_transport", ids -> start("transport", ids));
        serveRemote("router.stop_router_realm", ids -> {
            if (running.remove("realm/" + String.join("/", texts(ids))) == null) {
                throw ApplicationError.of("crossbar.error.no_such_object", "no realm with that ID");
            }
            return Map.of();
        });
    }

    private Map<String, Object> start(String kind, List<Object> arguments) {
        List<String> ids = texts(arguments.subList(0, arguments.size() - 1));
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("id", ids.get(ids.size() - 1));
        info.put("config", arguments.get(arguments.size() - 1));
        info.put("roles", List.of());
        if (running.putIfAbsent(kind + "/" + String.join("/", ids), info) != null) {
            throw ApplicationError.of("crossbar.error.already_running", "already running (or starting)");
        }
        return info;
    }

    private Map<String, Object> require(String kind, List<Object> ids, String error) {
        Map<String, Object> found = running.get(kind + "/" + String.join("/", texts(ids)));
        if (found == null) {
            throw ApplicationError.of(error, "no " + kind + " " + ids);
        }
        return found;
    }

    private List<String> list(String prefix) {
        List<String> ids = new ArrayList<>();
        for (String key : running.keySet()) {
            if (key.startsWith(prefix + "/")) {
                ids.add(key.substring(prefix.length() + 1));
            }
        }
        return ids.stream().sorted().toList();
    }

    private List<Object> objects(String prefix) {
        List<Object> found = new ArrayList<>();
        list(prefix).forEach(id -> found.add(running.get(prefix + "/" + id)));
        return found;
    }

    private static List<String> texts(List<Object> ids) {
        return ids.stream().map(String::valueOf).toList();
    }

    private void serveRemote(String procedure, Function<List<Object>, Object> answer) {
        serve("plant", "crossbarfabriccenter.remote." + procedure, payload -> {
            List<Object> arguments = new ArrayList<>(payload.arguments());
            if (!online) {
                throw ApplicationError.of("wamp.error.no_such_procedure", "no callee registered");
            }
            if (!NODE_OID.equals(arguments.remove(0))) {
                throw ApplicationError.of("wamp.error.no_such_procedure", "no callee registered for node None");
            }
            return answer.apply(arguments);
        });
    }

    private void serve(String realm, String procedure, Function<Payload, Object> answer) {
        Objects.requireNonNull(trusted.get(realm))
                .register(procedure, Dict.empty(), call -> {
                    calls.add(procedure + " " + call.payload().arguments());
                    String refusal = refusals.get(procedure);
                    if (refusal != null) {
                        throw ApplicationError.of(refusal, "refused for the test");
                    }
                    return CompletableFuture.completedFuture(Payload.of(answer.apply(call.payload())));
                })
                .toCompletableFuture()
                .join();
    }
}
