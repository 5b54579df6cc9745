package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import dev.weft.transport.http.Routes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpIT {

    @TempDir
    Path folder;

    private final Loops loops = Loops.create(2);
    private final Routes routes = new Routes();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    @BeforeEach
    void listen() {
        routes.put("/", (RequestHandler) request -> done(HttpResponse.text(200, "root")));
        routes.put("echo", (RequestHandler) request -> done(HttpResponse.text(
                200,
                request.method() + " " + request.path() + " " + request.rest() + " " + request.query() + " "
                        + request.headers().get("x-test") + " "
                        + new String(request.body(), StandardCharsets.UTF_8))));
        ServerProtocol web = new ServerProtocol.Web(routes, TransportLimits.defaults());
        port = Await.of(new WampServer(loops).listen(ListenAddress.loopback(0), web))
                .port();
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private static CompletionStage<HttpResponse> done(HttpResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    private java.net.http.HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private java.net.http.HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void the_longest_route_answers_with_the_rest_of_the_path() throws Exception {
        assertThat(get("/").body()).isEqualTo("root");
        assertThat(get("/echoes").body()).isEqualTo("root");
        assertThat(send(HttpRequest.newBuilder(uri("/echo/a%20b+c?q=1"))
                                .header("X-Test", "t")
                                .POST(BodyPublishers.ofString("body")))
                        .body())
                .isEqualTo("POST /echo/a b+c /a b+c q=1 t body");
    }

    @Test
    void routes_come_and_go_while_the_server_runs() throws Exception {
        routes.put("/new/", (RequestHandler) request -> done(HttpResponse.redirect(302, "/elsewhere")));
        assertThat(get("/new").headers().firstValue("location")).contains("/elsewhere");
        assertThat(routes.remove("new")).isTrue();
        assertThat(routes.remove("new")).isFalse();
        assertThat(get("/new").body()).isEqualTo("root");
        routes.remove("/");
        assertThat(get("/new").statusCode()).isEqualTo(404);
    }

    @Test
    void files_are_sent_by_region() throws Exception {
        Path file = folder.resolve("f");
        Files.writeString(file, "0123456789".repeat(100_000));
        routes.put("file", (RequestHandler) request -> done(new HttpResponse(
                200, Map.of("Content-Type", "text/plain"), new HttpResponse.FileRegion(file, 5, 500_005))));
        java.net.http.HttpResponse<String> response = get("/file");
        assertThat(response.headers().firstValue("content-length")).contains("500005");
        assertThat(response.body()).hasSize(500_005).startsWith("56789").endsWith("6789");
    }

    @Test
    void head_has_the_length_but_no_body() throws Exception {
        java.net.http.HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/")).method("HEAD", BodyPublishers.noBody()));
        assertThat(response.headers().firstValue("content-length")).contains("4");
        assertThat(response.body()).isEmpty();
        assertThat(get("/").body()).isEqualTo("root");
    }

    @Test
    void failures_of_handlers_are_500_and_say_nothing_about_themselves() throws Exception {
        routes.put("throws", (RequestHandler) request -> {
            throw new IllegalStateException("secret");
        });
        routes.put("fails", (RequestHandler) request -> CompletableFuture.failedFuture(new IOException("secret")));
        assertThat(get("/throws").statusCode()).isEqualTo(500);
        assertThat(get("/fails").statusCode()).isEqualTo(500);
        assertThat(get("/fails").body()).doesNotContain("secret");
    }

    @Test
    void paths_that_climb_are_refused() throws IOException {
        for (String path : new String[] {"/a/../b", "/%2e%2e/etc", "/a\\b", "/%00", "*", "/%zz"}) {
            try (RawWebSocket raw = RawWebSocket.connect(port)) {
                assertThat(raw.request("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .startsWith("HTTP/1.1 400");
            }
        }
    }

    @Test
    void bodies_beyond_the_bound_are_413() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/echo")).POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void requests_in_a_row_are_answered_in_their_order() throws IOException {
        CompletableFuture<HttpResponse> late = new CompletableFuture<>();
        routes.put("late", (RequestHandler) request -> late);
        try (RawWebSocket raw = RawWebSocket.connect(port)) {
            raw.write("GET /late HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            late.complete(new HttpResponse(204, Map.of(), new HttpResponse.Bytes(new byte[0])));
            assertThat(raw.request("")).startsWith("HTTP/1.1 204");
            assertThat(raw.request("")).startsWith("HTTP/1.1 200");
        }
    }
}
