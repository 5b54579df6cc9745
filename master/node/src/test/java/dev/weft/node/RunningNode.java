package dev.weft.node;

import dev.weft.transport.Loops;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node in a folder of its own, and clients of what it serves. */
final class RunningNode implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 40;

    final Node node;
    private final Loops loops = Loops.create(1);

    private RunningNode(Node node) {
        this.node = node;
    }

    static NodeSettings settings(Path folder) {
        return new NodeSettings(
                folder,
                Map.of("PATH", System.getenv("PATH"), NodeSettings.NODE_ID, "node1"),
                NodeTiming.DEFAULT
                        .withRestart(Duration.ofMillis(50), Duration.ofSeconds(1))
                        .withUplink(Duration.ofMillis(50), Duration.ofMillis(200)));
    }

    static RunningNode in(Path folder) {
        return new RunningNode(Node.start(settings(folder)));
    }

    static RunningNode of(NodeSettings settings) {
        return new RunningNode(Node.start(settings));
    }

    /** Calls a procedure of the node's own realm. */
    @Nullable
    Object call(String procedure, @Nullable Object... arguments) {
        return await(node.session().call("crossbar." + procedure, Payload.of(arguments)))
                .argument(0);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> callForMap(String procedure, @Nullable Object... arguments) {
        Object result = call(procedure, arguments);
        return result instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** A worker of the snapshot; empty where there is none. */
    Map<?, ?> snapshotOf(String worker) {
        return callForMap("get_snapshot").get("workers") instanceof List<?> workers
                ? workers.stream()
                        .map(RunningNode::map)
                        .filter(w -> worker.equals(w.get("id")))
                        .findFirst()
                        .orElse(Map.of())
                : Map.of();
    }

    /** A router worker with a realm, a role that may do everything, and a WebSocket transport; the transport's port. */
    int startRouter(String worker) {
        call("start_worker", worker, "router", Map.of());
        call("worker." + worker + ".start_router_realm", "realm1", Map.of("name", "realm1"));
        call(
                "worker." + worker + ".start_router_realm_role",
                "realm1",
                "role1",
                role("call", "register", "publish", "subscribe"));
        return port(callForMap("worker." + worker + ".start_router_transport", "ws", webSocket()));
    }

    static Map<String, Object> role(String... actions) {
        Map<String, Object> allow = new LinkedHashMap<>();
        for (String action : actions) {
            allow.put(action, true);
        }
        return Map.of(
                "name",
                "anonymous",
                "permissions",
                List.of(Map.of("uri", "com.example.", "match", "prefix", "allow", allow)));
    }

    static Map<String, Object> webSocket() {
        return Map.of("type", "websocket", "endpoint", endpoint());
    }

    static Map<String, Object> endpoint() {
        return Map.of("type", "tcp", "interface", "127.0.0.1", "port", 0L);
    }

    static int port(Map<String, Object> transportInfo) {
        return (int)
                number(map(map(transportInfo.get("config")).get("endpoint")).get("port"));
    }

    static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static long number(@Nullable Object value) {
        return value instanceof Number n ? n.longValue() : -1;
    }

    CompletionStage<WampSession> tryJoin(int port) {
        return tryJoin(ClientSettings.of("ws://127.0.0.1:" + port + "/ws", "realm1", Serializers.cbor()));
    }

    CompletionStage<WampSession> tryJoin(ClientSettings settings) {
        return new WampClient(loops).connect(settings);
    }

    WampSession join(int port) {
        return await(tryJoin(port));
    }

    /** Joins by a transport that is not a WebSocket. */
    WampSession join(String url) {
        return await(new WampClient(loops).connect(ClientSettings.of(url, "realm1", Serializers.cbor())));
    }

    static WampSession.Registration offer(WampSession session, String procedure) {
        return await(session.register(
                procedure,
                Dict.empty(),
                call -> CompletableFuture.completedFuture(
                        Payload.of("echo " + call.payload().argument(0)))));
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        node.close();
        loops.close();
    }
}
