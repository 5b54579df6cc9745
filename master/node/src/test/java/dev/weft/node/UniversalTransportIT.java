package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transports that are not WAMP over one thing: universal ones, and those that echo. */
class UniversalTransportIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void one_port_serves_raw_sockets_web_sockets_by_path_and_http() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.call("start_worker", "w1", "router");
            node.call("worker.w1.start_router_realm", "realm1", Map.of("name", "realm1"));
            node.call("worker.w1.start_router_realm_role", "realm1", "role1", RunningNode.role("call"));
            int port = RunningNode.port(node.callForMap("worker.w1.start_router_transport", "all", universal()));

            assertThat(node.join(port).details().authrole()).isEqualTo("anonymous");
            assertThat(node.join("rs://127.0.0.1:" + port).details().authrole()).isEqualTo("anonymous");
            assertThat(get(port, "/").body()).isEqualTo("1");
            assertThat(get(port, "/ws").body()).isEqualTo("2");
            assertThat(get(port, "/none").body()).isEqualTo("1");
            assertThat(node.call("worker.w1.get_web_transport_services", "all")).isEqualTo(List.of("/", "ws"));
        }
    }

    @Test
    void parts_that_are_not_built_are_refused() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.call("start_worker", "w1", "router");
            Map<String, Object> mqtt = Map.of(
                    "type",
                    "universal",
                    "endpoint",
                    RunningNode.endpoint(),
                    "mqtt",
                    Map.of("options", Map.of("realm", "realm1")));
            assertThatThrownBy(() -> node.call("worker.w1.start_router_transport", "all", mqtt))
                    .hasMessageContaining("mqtt");
        }
    }

    @Test
    void testees_echo() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.call("start_worker", "w1", "router");
            int webSocket = RunningNode.port(node.callForMap(
                    "worker.w1.start_router_transport",
                    "t1",
                    Map.of(
                            "type",
                            "websocket.testee",
                            "endpoint",
                            RunningNode.endpoint(),
                            "options",
                            Map.of("compression", Map.of("deflate", Map.of())))));
            int stream = RunningNode.port(node.callForMap(
                    "worker.w1.start_router_transport",
                    "t2",
                    Map.of("type", "stream.testee", "endpoint", RunningNode.endpoint())));

            assertThat(echoed(webSocket, "ä")).isEqualTo("ä");
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stream)) {
                byte[] bytes = "any bytes".getBytes(StandardCharsets.UTF_8);
                socket.getOutputStream().write(bytes);
                byte[] back = new byte[bytes.length];
                new DataInputStream(socket.getInputStream()).readFully(back);
                assertThat(back).isEqualTo(bytes);
            }
        }
    }

    @Test
    void compression_is_agreed_on_as_the_options_say() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.call("start_worker", "w1", "router");
            Map<String, Object> deflate =
                    Map.of("max_window_bits", 12L, "request_max_window_bits", 11L, "memory_level", 4L);
            int port = RunningNode.port(node.callForMap(
                    "worker.w1.start_router_transport",
                    "t1",
                    Map.of(
                            "type",
                            "websocket",
                            "endpoint",
                            RunningNode.endpoint(),
                            "options",
                            Map.of("compression", Map.of("deflate", deflate)))));
            assertThat(upgrade(port, "permessage-deflate; client_max_window_bits"))
                    .containsIgnoringCase("sec-websocket-extensions: permessage-deflate; server_no_context_takeover;"
                            + " server_max_window_bits=12; client_max_window_bits=11\r\n");
            assertThat(upgrade(port, "permessage-deflate")).doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }

    private static String upgrade(int port, String extensions) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Protocol: wamp.2.json.batched\r\nSec-WebSocket-Extensions: " + extensions
                    + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head).contains("wamp.2.json.batched");
            return head.toString();
        }
    }

    private String echoed(int port, String text) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        answer.complete(data.toString());
                        return answer;
                    }
                })
                .get(20, TimeUnit.SECONDS);
        socket.sendText(text, true).get(20, TimeUnit.SECONDS);
        String back = answer.get(20, TimeUnit.SECONDS);
        socket.abort();
        return back;
    }

    private static Map<String, Object> universal() {
        return Map.of(
                "type",
                "universal",
                "endpoint",
                RunningNode.endpoint(),
                "rawsocket",
                Map.of(),
                "websocket",
                Map.of("ws", Map.of("type", "websocket")),
                "web",
                Map.of(
                        "paths",
                        Map.of("/", Map.of("type", "json", "value", 1L), "ws", Map.of("type", "json", "value", 2L))));
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
