package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The services of a web transport, over http. */
@Timeout(120)
class WebServicesIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void services_answer_where_they_are_mounted() throws Exception {
        Files.createDirectories(folder.resolve("site/sub"));
        Files.writeString(folder.resolve("site/index.html"), "<h1>hello</h1>");
        Files.writeString(folder.resolve("secret.txt"), "not for you");
        Files.createSymbolicLink(folder.resolve("site/leak.txt"), folder.resolve("secret.txt"));
        try (RunningNode node = RunningNode.in(folder)) {
            node.call("start_worker", "w1", "router");
            node.call("worker.w1.start_router_realm", "realm1", Map.of("name", "realm1"));
            node.call("worker.w1.start_router_realm_role", "realm1", "role1", RunningNode.role("call"));
            int port = RunningNode.port(node.callForMap("worker.w1.start_router_transport", "web", web()));

            assertThat(node.call("worker.w1.get_web_transport_services", "web")).isEqualTo(List.of("/"));
            assertThat(get(port, "/").body()).isEqualTo("<h1>hello</h1>");
            assertThat(get(port, "/").headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
            assertThat(get(port, "/leak.txt").statusCode()).isEqualTo(404);
            assertThat(get(port, "/%2e%2e/secret.txt").body()).doesNotContain("not for you");
            assertThat(get(port, "/info").statusCode()).isEqualTo(404);

            start(node, "info", Map.of("type", "nodeinfo"));
            start(node, "away", Map.of("type", "redirect", "url", "https://example.com/"));
            start(node, "value", Map.of("type", "json", "value", Map.of("a", List.of(1L, 2L))));
            start(node, "deep", Map.of("type", "path", "paths", Map.of("er", Map.of("type", "json", "value", 7L))));
            start(node, "ws", Map.of("type", "websocket"));
            start(node, "lp", Map.of("type", "longpoll", "options", Map.of("session_timeout", 5L)));

            assertThat(get(port, "/info").body()).contains("Weft node", "node1", "w1");
            assertThat(get(port, "/away").headers().firstValue("location")).hasValue("https://example.com/");
            assertThat(get(port, "/value").body()).isEqualTo("{\"a\":[1,2]}");
            assertThat(get(port, "/deep/er").body()).isEqualTo("7");
            assertThat(node.join(port).details().authrole()).isEqualTo("anonymous");
            String session = post(port, "/lp/open", "{\"protocols\":[\"wamp.2.json\"]}")
                    .replaceAll(".*\"transport\":\"([^\"]+)\".*", "$1");
            post(port, "/lp/" + session + "/send", "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
            assertThat(post(port, "/lp/" + session + "/receive", ""))
                    .startsWith("[2,")
                    .contains("anonymous");
            assertThat(node.call("worker.w1.get_web_transport_services", "web"))
                    .isEqualTo(List.of("/", "away", "deep", "info", "lp", "value", "ws"));

            node.call("worker.w1.stop_web_transport_service", "web", "value");

            assertThat(get(port, "/value").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void sessions_of_long_polls_end_with_their_service_and_with_their_transport() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.startRouter("w1");
            Map<String, Object> web = Map.of(
                    "type", "web",
                    "endpoint", RunningNode.endpoint(),
                    "paths", Map.of("/", Map.of("type", "none")));
            int port = RunningNode.port(node.callForMap("worker.w1.start_router_transport", "web", web));
            start(node, "lp", Map.of("type", "longpoll"));
            start(node, "more", Map.of("type", "longpoll"));
            register(port, "/lp", "com.example.one");
            register(port, "/more", "com.example.two");
            assertThat(registrations(node)).isEqualTo(2);

            node.call("worker.w1.stop_web_transport_service", "web", "more");
            await().until(() -> registrations(node) == 1);

            node.call("worker.w1.stop_router_transport", "web");
            await().until(() -> registrations(node) == 0);
        }
    }

    private void register(int port, String service, String procedure) throws Exception {
        String session = service + "/"
                + post(port, service + "/open", "{\"protocols\":[\"wamp.2.json\"]}")
                        .replaceAll(".*\"transport\":\"([^\"]+)\".*", "$1");
        post(port, session + "/send", "[1,\"realm1\",{\"roles\":{\"callee\":{}}}]");
        assertThat(post(port, session + "/receive", "")).startsWith("[2,");
        post(port, session + "/send", "[64,1,{},\"" + procedure + "\"]");
        assertThat(post(port, session + "/receive", "")).startsWith("[65,1,");
    }

    private static long registrations(RunningNode node) {
        Map<?, ?> realm = RunningNode.map(
                node.callForMap("worker.w1.get_router_realm_stats").get("realm1"));
        return RunningNode.number(realm.get("registrations"));
    }

    private static Map<String, Object> web() {
        return Map.of(
                "type",
                "web",
                "endpoint",
                RunningNode.endpoint(),
                "paths",
                Map.of("/", Map.of("type", "static", "directory", "site"), "info", Map.of("type", "nodeinfo")));
    }

    private static void start(RunningNode node, String path, Map<String, Object> config) {
        node.call("worker.w1.start_web_transport_service", "web", path, config);
    }

    private String post(int port, String path, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
