package dev.weft.fabric.testkit.contract;

import dev.weft.engine.secret.SecretSource;
import dev.weft.fabric.Master;
import dev.weft.fabric.MasterSettings;
import dev.weft.fabric.testkit.Site;
import dev.weft.gateway.FabricGateway;
import dev.weft.gateway.GatewaySettings;
import dev.weft.node.Node;
import dev.weft.node.NodeSettings;
import dev.weft.node.NodeTiming;
import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A master and a node in this process, with a router worker as its own process: management realm {@code plant}, node {@code edge1}
 * with worker {@code w1}, realm {@code r1} ({@code realm1}) with role {@code role1}, web transport {@code web1} and a client on it;
 * and node {@code edge2}, which is paired and was never started.
 */
final class ContractFabric implements AutoCloseable {

    static final String MREALM = "crossbarfabriccenter.mrealm.";
    static final String REMOTE = "crossbarfabriccenter.remote.";
    static final String PLANT = "plant";
    static final String EDGE = "edge1";
    static final String OFFLINE = "edge2";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicInteger FRESH = new AtomicInteger();

    private final SigningKey superuser = newKey();
    private final Loops loops = Loops.create(2);
    private final Path folder;
    private final Map<String, Object> facts = new HashMap<>();
    private final Master master;
    private final RunningNode edge;
    private final WampSession global;
    private final WampSession owner;

    private ContractFabric(Path folder) throws IOException {
        this.folder = folder;
        Path key = folder.resolve("superuser.pub");
        Files.writeString(key, "public-key-ed25519: " + superuser.publicKeyHex() + "\n");
        this.master = Master.start(MasterSettings.in(folder.resolve("master"))
                .listeningOn("127.0.0.1", 0)
                .withSuperusers(List.of(key)));
        this.global = join("com.crossbario.fabric");
        Object realm = call(global, MREALM + "create_mrealm", Map.of("name", PLANT));
        this.owner = join(PLANT);
        this.edge = startNode(EDGE);
        call(global, MREALM + "pair_node", newKey().publicKeyHex(), PLANT, OFFLINE);
        facts.put("mrealm", field(realm, "oid"));
        facts.put("node", edge.oid());
    }

    static ContractFabric start(Path folder) throws IOException {
        ContractFabric fabric = new ContractFabric(folder);
        fabric.furnish();
        return fabric;
    }

    /** A node in this process that is online. */
    record RunningNode(Node node, String authid, String oid) implements AutoCloseable {

        @Override
        public void close() {
            node.close();
        }
    }

    WampSession global() {
        return global;
    }

    WampSession owner() {
        return owner;
    }

    /** The node's own realm. */
    WampSession local() {
        return edge.node().session();
    }

    String nodeOid() {
        return edge.oid();
    }

    /** What examples may name. */
    Bindings bindings() {
        return new Bindings(facts);
    }

    /** The fabric as the operator sees it; the caller's to close. */
    FabricGateway gateway() {
        CryptosignClientAuthenticator who = new CryptosignClientAuthenticator("superuser", superuser);
        return FabricGateway.of(GatewaySettings.of(master.url().toString(), List.of(who), SecretSource.NONE), loops);
    }

    /** One more node, which is the caller's to close. */
    RunningNode freshNode() throws IOException {
        return startNode("fresh" + FRESH.incrementAndGet());
    }

    /** A client's session on the realm {@code r1}. */
    WampSession client() {
        return await(new WampClient(loops)
                .connect(ClientSettings.of(
                        "ws://127.0.0.1:" + facts.get("web_port") + "/ws", "realm1", Serializers.cbor())));
    }

    static SigningKey newKey() {
        return Keys.generate(count -> {
            byte[] bytes = new byte[count];
            RANDOM.nextBytes(bytes);
            return bytes;
        });
    }

    static @Nullable Object call(WampSession session, String uri, @Nullable Object... arguments) {
        return await(session.call(uri, Payload.of(arguments))).argument(0);
    }

    /** A field that must be there. */
    static Object field(@Nullable Object object, String name) {
        if (object instanceof Map<?, ?> map && map.get(name) != null) {
            return Objects.requireNonNull(map.get(name));
        }
        throw new AssertionError("no " + name + " in " + object);
    }

    /** The result, or the error that the call was answered with. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        edge.close();
        master.close();
        loops.close();
    }

    private WampSession join(String realm) {
        return await(new WampClient(loops)
                .connect(ClientSettings.of(master.url().toString(), realm, Serializers.cbor())
                        .withAuthenticators(List.of(new CryptosignClientAuthenticator("superuser", superuser)))));
    }

    /** With heartbeats that follow each other quickly. */
    private RunningNode startNode(String authid) throws IOException {
        Path cbdir = Files.createDirectories(folder.resolve(authid));
        Files.writeString(
                cbdir.resolve("config.json"),
                "{\"version\": 2, \"controller\": {\"fabric\": {\"heartbeat\": {\"startup_delay\": 0, \"heartbeat_period\": 1}}}}");
        Node node = Node.start(new NodeSettings(
                cbdir,
                Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        NodeSettings.NODE_ID,
                        authid,
                        NodeSettings.FABRIC_URL,
                        master.url().toString()),
                NodeTiming.DEFAULT
                        .withRestart(Duration.ofMillis(50), Duration.ofMillis(200))
                        .withUplink(Duration.ofMillis(20), Duration.ofMillis(100))));
        Object paired = call(global, MREALM + "pair_node", node.publicKey(), PLANT, authid, Map.of("site", "A"));
        String oid = String.valueOf(field(paired, "oid"));
        Awaitility.await("node " + authid + " is online")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ApplicationError.class)
                .until(() -> call(owner, REMOTE + "node.get_snapshot", oid) != null);
        return new RunningNode(node, authid, oid);
    }

    private void furnish() {
        String node = edge.oid();
        int port = Site.freePort();
        call(owner, REMOTE + "node.start_worker", node, "w1", "router");
        call(
                owner,
                REMOTE + "router.start_router_realm",
                node,
                "w1",
                "r1",
                Map.of("name", "realm1", "options", Map.of("bridge_meta_api", true)));
        Map<String, Boolean> everything = Map.of("call", true, "register", true, "publish", true, "subscribe", true);
        Map<String, Object> role = Map.of(
                "name",
                "anonymous",
                "permissions",
                List.of(Map.of("uri", "com.example.", "match", "prefix", "allow", everything)));
        call(owner, REMOTE + "router.start_router_realm_role", node, "w1", "r1", "role1", role);
        Map<String, Object> web = Map.of(
                "type",
                "web",
                "endpoint",
                Map.of("type", "tcp", "interface", "127.0.0.1", "port", (long) port),
                "paths",
                Map.of("/", Map.of("type", "nodeinfo"), "ws", Map.of("type", "websocket")));
        call(owner, REMOTE + "router.start_router_transport", node, "w1", "web1", web, true);
        facts.put("web_port", (long) port);
        WampSession client = client();
        await(client.register(
                "com.example.echo", Dict.empty(), call -> CompletableFuture.completedFuture(call.payload())));
        await(client.subscribe("com.example.topic", Dict.empty(), (payload, details) -> {}));
        facts.put("session", client.details().session());
        facts.put("registration", meta("registration", "com.example.echo"));
        facts.put("subscription", meta("subscription", "com.example.topic"));
    }

    private Object meta(String kind, String uri) {
        Object id = call(owner, REMOTE + "realm.meta.wamp." + kind + ".lookup", edge.oid(), "w1", "r1", uri);
        if (id == null) {
            throw new AssertionError("no " + kind + " of " + uri);
        }
        return id;
    }
}
