package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static dev.weft.node.RunningNode.map;
import static dev.weft.node.RunningNode.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a router worker counts, by its procedures and for Prometheus; and that its bounds are those of the configuration. */
@Timeout(120)
class RouterStatsIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void realms_and_transports_count_what_goes_through_them() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            start(node, Map.of());
            int port = transport(node, "ws", Map.of());
            int web = RunningNode.port(node.callForMap(
                    "worker.w1.start_router_transport",
                    "web",
                    Map.of(
                            "type", "web",
                            "endpoint", RunningNode.endpoint(),
                            "paths", Map.of("/", Map.of("type", "metrics")))));
            WampSession callee = node.join(port);
            WampSession caller = node.join(port);
            RunningNode.offer(callee, "com.example.echo");
            for (int i = 0; i < 3; i++) {
                await(caller.call("com.example.echo", Dict.empty(), Payload.of("x".repeat(1000))));
            }
            assertThatThrownBy(() -> await(node.tryJoin(ticket(port, "wrong"))))
                    .hasMessageContaining("authentication_failed");

            Map<?, ?> realm =
                    map(node.callForMap("worker.w1.get_router_realm_stats").get("realm1"));
            assertThat(number(realm.get("roles"))).isEqualTo(1);
            assertThat(number(realm.get("sessions"))).isEqualTo(2);
            assertThat(number(map(map(realm.get("messages")).get("sent")).get("result")))
                    .isEqualTo(3);
            assertThat(number(map(map(realm.get("messages")).get("received")).get("call")))
                    .isEqualTo(3);
            assertThat(number(map(realm.get("calls")).get("ended"))).isEqualTo(3);
            assertThat(number(map(realm.get("calls")).get("pending"))).isZero();

            // What was sent last is counted when it has left.
            await().until(() -> number(map(ws(node).get("messages")).get("sent")) >= 11);
            Map<?, ?> ws = ws(node);
            assertThat(number(ws.get("connections"))).isGreaterThanOrEqualTo(2);
            assertThat(number(ws.get("accepted"))).isEqualTo(3);
            assertThat(number(ws.get("requests"))).isEqualTo(3);
            assertThat(number(ws.get("authentication_failures"))).isEqualTo(1);
            assertThat(number(map(ws.get("bytes")).get("received"))).isGreaterThan(6000);
            assertThat(number(map(ws.get("bytes")).get("sent"))).isGreaterThan(6000);
            assertThat(map(ws.get("bounds"))).isEmpty();

            HttpResponse<String> metrics = get(web);
            assertThat(metrics.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body().lines())
                    .contains(
                            "weft_realm_sessions{realm=\"realm1\"} 2",
                            "weft_realm_messages_total{realm=\"realm1\",direction=\"received\",type=\"call\"} 3",
                            "weft_realm_call_seconds_bucket{realm=\"realm1\",le=\"+Inf\"} 3",
                            "weft_realm_call_seconds_count{realm=\"realm1\"} 3",
                            "weft_realm_bounds_reached_total{realm=\"realm1\",bound=\"pending_calls\"} 0",
                            "# TYPE weft_realm_call_seconds histogram",
                            "weft_transport_connections_total{transport=\"ws\"} 3",
                            "weft_transport_authentication_failures_total{transport=\"ws\"} 1",
                            "weft_transport_bounds_reached_total{transport=\"ws\",bound=\"message_size\"} 0")
                    .allMatch(line -> line.matches("# (HELP|TYPE) .*|[a-z_]+(\\{[^}]*\\})? [0-9]+(\\.[0-9]{6})?"));
            assertThatThrownBy(() -> node.call("worker.w1.get_router_transport_stats", "none"))
                    .hasMessageContaining("crossbar.error.no_such_object");
        }
    }

    @Test
    void bounds_of_a_realm_are_those_of_its_configuration() {
        try (RunningNode node = RunningNode.in(folder)) {
            start(
                    node,
                    Map.of(
                            "max_sessions",
                            2L,
                            "max_pending_calls",
                            1L,
                            "max_subscriptions",
                            1L,
                            "max_call_time",
                            100L));
            int port = transport(node, "ws", Map.of());
            WampSession one = node.join(port);
            WampSession two = node.join(port);
            assertThatThrownBy(() -> node.join(port)).hasMessageContaining("wamp.error.unavailable");
            await(one.register("com.example.slow", Dict.empty(), call -> new CompletableFuture<>()));
            two.call("com.example.slow", Dict.empty(), Payload.empty());
            assertThatThrownBy(() -> await(two.call("com.example.slow", Dict.empty(), Payload.empty())))
                    .hasMessageContaining("wamp.error.unavailable");
            await(one.subscribe("com.example.a", Dict.empty(), (payload, event) -> {}));
            assertThatThrownBy(() -> await(one.subscribe("com.example.b", Dict.empty(), (payload, event) -> {})))
                    .hasMessageContaining("wamp.error.unavailable");

            Map<?, ?> realm = map(node.callForMap("worker.w1.get_router_realm_stats", "realm1")
                    .get("realm1"));
            assertThat(map(realm.get("bounds")))
                    .isEqualTo(Map.of("sessions", 1L, "pending_calls", 1L, "subscriptions", 1L));
        }
    }

    @Test
    void bounds_of_a_transport_are_those_of_its_configuration() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            start(node, Map.of());
            int port = transport(node, "ws", Map.of("max_connections", 1L, "max_authentication_failures", 1L));
            WampSession only = node.join(port);
            assertThatThrownBy(() -> node.join(port)).isInstanceOf(RuntimeException.class);
            await(only.close());
            await().until(() -> number(ws(node).get("connections")) == 0);

            await().until(() -> number(ws(node).get("connections")) == 0);
            assertThatThrownBy(() -> await(node.tryJoin(ticket(port, "wrong"))))
                    .hasMessageContaining("authentication_failed");
            assertThatThrownBy(() -> node.join(port)).isInstanceOf(RuntimeException.class);

            assertThat(map(ws(node).get("bounds"))).isEqualTo(Map.of("connections", 1L, "authentication_failures", 1L));
        }
    }

    @Test
    void who_takes_too_long_is_counted() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            start(node, Map.of("max_call_time", 100L));
            WampSession session = node.join(transport(node, "patient", Map.of()));
            int port = transport(node, "ws", Map.of("hello_timeout", 100L));
            await(session.register("com.example.slow", Dict.empty(), call -> new CompletableFuture<>()));

            assertThatThrownBy(() -> await(session.call("com.example.slow", Dict.empty(), Payload.empty())))
                    .hasMessageContaining("wamp.error.timeout");
            assertThat(await(saidToASilentClient(port))).contains("wamp.error.timeout");

            Map<?, ?> realm =
                    map(node.callForMap("worker.w1.get_router_realm_stats").get("realm1"));
            assertThat(map(realm.get("bounds"))).isEqualTo(Map.of("call_time", 1L));
            assertThat(map(ws(node).get("bounds"))).isEqualTo(Map.of("handshake_time", 1L));
        }
    }

    private static void start(RunningNode node, Map<String, Object> limits) {
        node.call("start_worker", "w1", "router", Map.of());
        node.call(
                "worker.w1.start_router_realm",
                "realm1",
                Map.of("name", "realm1", "options", Map.of("limits", limits)));
        node.call(
                "worker.w1.start_router_realm_role",
                "realm1",
                "role1",
                RunningNode.role("call", "register", "publish", "subscribe"));
    }

    private static int transport(RunningNode node, String id, Map<String, Object> limits) {
        Map<String, Object> joe = Map.of("ticket", "correct horse", "role", "anonymous");
        Map<String, Object> config = new LinkedHashMap<>(RunningNode.webSocket());
        config.put(
                "auth",
                Map.of(
                        "anonymous", Map.of("type", "static", "role", "anonymous"),
                        "ticket", Map.of("type", "static", "principals", Map.of("joe", joe))));
        config.put("limits", limits);
        return RunningNode.port(node.callForMap("worker.w1.start_router_transport", id, config));
    }

    private static ClientSettings ticket(int port, String ticket) {
        return ClientSettings.of("ws://127.0.0.1:" + port + "/ws", "realm1", Serializers.cbor())
                .withAuthenticators(List.of(new TicketClientAuthenticator("joe", ticket)));
    }

    private CompletableFuture<String> saidToASilentClient(int port) {
        CompletableFuture<String> said = new CompletableFuture<>();
        http.newWebSocketBuilder()
                .subprotocols("wamp.2.json")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        said.complete(data.toString());
                        socket.request(1);
                        return null;
                    }
                });
        return said;
    }

    private static Map<?, ?> ws(RunningNode node) {
        return map(node.callForMap("worker.w1.get_router_transport_stats").get("ws"));
    }

    private HttpResponse<String> get(int port) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
