package dev.weft.transport.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.Await;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.serializer.JsonText;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongPollIT {

    private static final String HELLO = "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]";
    private static final LongPollSettings SETTINGS = LongPollSettings.of(Serializers.ofWebSocket());

    private final HttpClient http = HttpClient.newHttpClient();
    private final Loops loops = Loops.create(2);
    private final StubRouter router = new StubRouter();
    private final Routes routes = new Routes();
    private final TransportMeter meter = new TransportMeter();
    private String url = "";
    private int port;

    @AfterEach
    void close() {
        loops.close();
    }

    private void listen(LongPollSettings settings) {
        routes.put("lp", new LongPoll(loops, settings, router, meter));
        Listening listening = Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.Web(routes, TransportLimits.defaults())));
        port = listening.port();
        url = "http://127.0.0.1:" + port + "/lp";
    }

    private String open(String protocol) throws Exception {
        HttpResponse<String> opened = post("/open", "{\"protocols\":[\"wamp.2.flat\",\"" + protocol + "\"]}");
        assertThat(opened.statusCode()).isEqualTo(200);
        Map<?, ?> body = (Map<?, ?>) JsonText.read(opened.body());
        assertThat(String.valueOf(body == null ? "" : body.get("protocol"))).isEqualTo(protocol);
        return "/" + (body == null ? "" : body.get("transport"));
    }

    private String joined() throws Exception {
        String session = open("wamp.2.json");
        assertThat(post(session + "/send", HELLO).statusCode()).isEqualTo(204);
        assertThat(post(session + "/receive", "").body()).startsWith("[2,");
        return session;
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path, body), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> posted(String path) {
        return http.sendAsync(request(path, ""), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void a_session_calls_and_hears_events_whether_it_waits_already_or_not() throws Exception {
        listen(SETTINGS);
        String session = joined();
        CompletableFuture<HttpResponse<String>> waiting = posted(session + "/receive");
        post(session + "/send", "[48,1,{},\"echo\",[\"ä\"]]");
        HttpResponse<String> result = Await.of(waiting);
        assertThat(result.body()).isEqualTo("[50,1,{},[\"ä\"]]");
        assertThat(result.headers().firstValue("content-type")).hasValue("application/json; charset=utf-8");

        post(session + "/send", "[32,2,{},\"com.topic\"]");
        post(session + "/send", "[16,3,{},\"com.topic\",[1]]");
        assertThat(post(session + "/receive", "").body()).startsWith("[33,2,");
        assertThat(post(session + "/receive", "").body()).startsWith("[36,7,");

        assertThat(router.links())
                .singleElement()
                .satisfies(link -> assertThat(link.info().transport()).isEqualTo("longpoll"));
        assertThat(meter.stats().receivedMessages()).isEqualTo(4);
        assertThat(meter.stats().sentMessages()).isEqualTo(4);
        assertThat(post(session + "/close", "").statusCode()).isEqualTo(204);
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed()).extracting(CloseReason::kind).containsExactly(CloseReason.Kind.NORMAL);
        assertThat(post(session + "/receive", "").statusCode()).isEqualTo(404);
    }

    @Test
    void over_tls_a_session_is_secure(@TempDir Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder, "tls");
        Routes routes = new Routes();
        routes.put("lp", new LongPoll(loops, SETTINGS, router, meter));
        Listening listening = Await.of(new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        new ServerProtocol.Web(routes, TransportLimits.defaults()),
                        new ServerTls(certificate.certificate(), certificate.key())));
        HttpClient trusting =
                HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        HttpRequest open = HttpRequest.newBuilder(URI.create("https://localhost:" + listening.port() + "/lp/open"))
                .POST(BodyPublishers.ofString("{\"protocols\":[\"wamp.2.cbor\"]}"))
                .build();
        assertThat(trusting.send(open, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        Awaitility.await().until(() -> router.links().size() == 1);
        assertThat(router.links().get(0).info().secure()).isTrue();
        assertThat(router.links().get(0).info().serializer()).isEqualTo("cbor");
    }

    @Test
    void a_batched_session_gets_all_that_waits_at_once() throws Exception {
        listen(SETTINGS);
        String session = open("wamp.2.json.batched");
        post(session + "/send", HELLO + "\u001e[48,1,{},\"echo\"]\u001e[48,2,{},\"echo\"]\u001e");
        Awaitility.await().until(() -> router.links().get(0).queuedBytes() > 0);
        String[] messages = post(session + "/receive", "").body().split("\u001e");
        assertThat(messages).hasSize(3);
        assertThat(messages[2]).startsWith("[50,2,");
    }

    @Test
    void a_poll_with_nothing_to_tell_is_answered_with_nothing_in_time() throws Exception {
        listen(SETTINGS.withTimeouts(Duration.ofMillis(200), Duration.ofSeconds(30)));
        String session = joined();
        assertThat(post(session + "/receive", "").statusCode()).isEqualTo(204);
        CompletableFuture<HttpResponse<String>> waiting = posted(session + "/receive");
        post(session + "/send", "[48,1,{},\"echo\"]");
        String answers =
                Await.of(waiting).body() + post(session + "/receive", "").body();
        assertThat(answers).startsWith("[50,1,");
    }

    @Test
    void a_session_that_does_not_poll_ends() throws Exception {
        listen(SETTINGS.withTimeouts(Duration.ofMillis(200), Duration.ofMillis(400)));
        String session = open("wamp.2.json");
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed().get(0).kind()).isEqualTo(CloseReason.Kind.LOST);
        assertThat(meter.stats().reached()).isEqualTo(Map.of("poll_time", 1L));
        assertThat(post(session + "/send", HELLO).statusCode()).isEqualTo(404);
    }

    @Test
    void a_session_that_lets_messages_pile_up_ends() throws Exception {
        listen(SETTINGS.withQueue(1 << 20, 3));
        String session = joined();
        for (int i = 0; i < 4; i++) {
            post(session + "/send", "[48,1,{},\"echo\"]");
        }
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed().get(0).kind()).isEqualTo(CloseReason.Kind.POLICY);

        listen(SETTINGS.withQueue(1000, 100));
        String other = joined();
        String large = "[48,1,{},\"echo\",[\"" + "x".repeat(2000) + "\"]]";
        post(other + "/send", large);
        assertThat(post(other + "/receive", "").body()).hasSizeGreaterThan(2000);
        post(other + "/send", large);
        post(other + "/send", large);
        Awaitility.await().until(() -> router.closed().size() == 2);
        assertThat(router.closed().get(1).kind()).isEqualTo(CloseReason.Kind.POLICY);
    }

    @Test
    void what_is_no_message_is_refused_and_the_session_ends_with_an_abort() throws Exception {
        listen(SETTINGS);
        String session = joined();
        assertThat(post(session + "/send", "[4711]").statusCode()).isEqualTo(400);
        assertThat(post(session + "/receive", "").body()).startsWith("[3,").contains("protocol_violation");
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed().get(0).kind()).isEqualTo(CloseReason.Kind.PROTOCOL_ERROR);
        assertThat(meter.stats().violations()).isEqualTo(1);
    }

    @Test
    void who_is_refused_by_the_realm_is_counted() throws Exception {
        listen(SETTINGS);
        String session = open("wamp.2.json");
        Link link = router.links().get(0);
        link.send(new Abort(Dict.of("message", "no such user"), "wamp.error.authentication_failed"));
        link.close(CloseReason.normal());

        assertThat(post(session + "/receive", "").body()).startsWith("[3,").contains("no such user");
        assertThat(meter.stats().authenticationFailures()).isEqualTo(1);
        assertThat(meter.stats().violations()).isZero();
    }

    @Test
    void when_the_router_closes_what_was_sent_before_is_still_polled() throws Exception {
        listen(SETTINGS);
        String session = joined();
        post(session + "/send", "[6,{},\"wamp.close.close_realm\"]");
        assertThat(post(session + "/receive", "").body()).startsWith("[6,");
        assertThat(post(session + "/receive", "").statusCode()).isEqualTo(410);
        assertThat(router.closed()).extracting(CloseReason::kind).containsExactly(CloseReason.Kind.NORMAL);
    }

    @Test
    void a_session_that_has_ended_can_be_closed_by_its_client() throws Exception {
        listen(SETTINGS);
        String session = joined();
        post(session + "/send", "[6,{},\"wamp.close.close_realm\"]");
        post(session + "/receive", "");

        // Sent before it, on another connection.
        assertThat(post(session + "/send", "[48,1,{},\"echo\"]").statusCode()).isEqualTo(204);
        assertThat(post(session + "/close", "").statusCode()).isEqualTo(204);

        assertThat(post(session + "/close", "").statusCode()).isEqualTo(404);
        assertThat(router.closed()).extracting(CloseReason::kind).containsExactly(CloseReason.Kind.NORMAL);
    }

    @Test
    void a_session_that_has_ended_is_not_known_for_ever() throws Exception {
        listen(SETTINGS.withLastPollTimeout(Duration.ofMillis(100)).withSessions(1, 1));
        String session = joined();
        post(session + "/send", "[6,{},\"wamp.close.close_realm\"]");
        post(session + "/receive", "");
        // It takes nobody's place.
        open("wamp.2.json");
        Awaitility.await().until(() -> post(session + "/receive", "").statusCode() == 404);
    }

    @Test
    void last_words_that_nobody_polls_do_not_keep_a_session() throws Exception {
        listen(SETTINGS.withLastPollTimeout(Duration.ofMillis(100)));
        String session = joined();
        post(session + "/send", "[6,{},\"wamp.close.close_realm\"]");
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(post(session + "/receive", "").statusCode()).isEqualTo(404);
    }

    @Test
    void with_the_service_its_sessions_end_whether_they_are_polled_or_not() throws Exception {
        listen(SETTINGS);
        CompletableFuture<HttpResponse<String>> waiting = posted(joined() + "/receive");
        post(joined() + "/send", "[48,1,{},\"echo\"]");
        Awaitility.await().until(() -> router.links().get(1).queuedBytes() > 0);

        routes.remove("lp");

        assertThat(Await.of(waiting).statusCode()).isIn(404, 410);
        Awaitility.await().until(() -> router.closed().size() == 2);
    }

    @Test
    void one_address_cannot_take_all_sessions() throws Exception {
        listen(SETTINGS.withSessions(10, 2));
        String first = open("wamp.2.json");
        open("wamp.2.json");
        String protocols = "{\"protocols\":[\"wamp.2.json\"]}";
        assertThat(post("/open", protocols).statusCode()).isEqualTo(503);

        assertThat(meter.stats().reached()).isEqualTo(Map.of("poll_sessions_per_address", 1L));

        try (RawWebSocket other = RawWebSocket.connect("127.0.0.2", port)) {
            assertThat(other.request("POST /lp/open HTTP/1.1\r\nHost: x\r\nContent-Length: " + protocols.length()
                            + "\r\n\r\n" + protocols))
                    .startsWith("HTTP/1.1 200");
        }
        post(first + "/close", "");
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(post("/open", protocols).statusCode()).isEqualTo(200);
    }

    @Test
    void of_two_polls_the_later_one_gets_the_message() throws Exception {
        listen(SETTINGS);
        String session = joined();
        CompletableFuture<HttpResponse<String>> first = posted(session + "/receive");
        CompletableFuture<HttpResponse<String>> second = posted(session + "/receive");
        CompletableFuture.anyOf(first, second).join();
        post(session + "/send", "[48,1,{},\"echo\"]");
        assertThat(Await.of(first).statusCode() + Await.of(second).statusCode()).isEqualTo(200 + 204);
    }

    @Test
    void a_message_that_finds_the_connection_broken_ends_the_session() throws Exception {
        listen(SETTINGS);
        String session = joined();
        try (RawWebSocket client = RawWebSocket.connect(port)) {
            client.write(("POST /lp" + session + "/receive HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
        Awaitility.await().until(() -> {
            post(session + "/send", "[48,1,{},\"echo\"]");
            return !router.closed().isEmpty();
        });
        assertThat(router.closed().get(0).kind()).isIn(CloseReason.Kind.LOST, CloseReason.Kind.POLICY);
    }

    @Test
    void requests_that_make_no_sense_are_refused() throws Exception {
        listen(SETTINGS.withSessions(1, 1));
        assertThat(post("/open", "no json").statusCode()).isEqualTo(400);
        assertThat(post("/open", "{\"protocols\":[\"wamp.2.flat\"]}").body()).contains("wamp.2.cbor");
        assertThat(post("/nobody/receive", "").statusCode()).isEqualTo(404);
        assertThat(post("", "").statusCode()).isEqualTo(404);
        String session = open("wamp.2.json");
        assertThat(post(session + "/dance", "").statusCode()).isEqualTo(404);
        assertThat(post("/open", "{\"protocols\":[\"wamp.2.json\"]}").statusCode())
                .isEqualTo(503);
        try (RawWebSocket client = RawWebSocket.connect(port)) {
            assertThat(client.request("GET /lp/open HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void pages_of_other_origins_may_poll_without_cookies() throws IOException {
        listen(SETTINGS);
        try (RawWebSocket client = RawWebSocket.connect(port)) {
            assertThat(client.request("OPTIONS /lp/open HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\n\r\n"))
                    .startsWith("HTTP/1.1 204")
                    .containsIgnoringCase("access-control-allow-origin: https://a.example\r\n")
                    .containsIgnoringCase("access-control-allow-headers: content-type\r\n");
            String body = "{\"protocols\":[\"wamp.2.json\"]}";
            assertThat(client.request("POST /lp/open HTTP/1.1\r\nHost: x\r\nCookie: cbtid=1\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("access-control-allow-origin: *\r\n");
        }
        Awaitility.await().until(() -> router.links().size() == 1);
        assertThat(router.links().get(0).info().headers()).containsKey("host").doesNotContainKey("cookie");
    }
}
