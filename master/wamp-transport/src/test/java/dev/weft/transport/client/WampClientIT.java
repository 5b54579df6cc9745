package dev.weft.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WampClientIT {

    @TempDir
    Path folder;

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();
    private final WampClient client = new WampClient(loops);

    @AfterEach
    void close() {
        loops.close();
    }

    private Listening listen(ServerProtocol protocol) {
        return Await.of(new WampServer(loops).listen(ListenAddress.loopback(0), protocol));
    }

    private static ClientSettings settings(String scheme, int port, String realm) {
        return ClientSettings.of(scheme + "://127.0.0.1:" + port, realm, Serializers.cbor());
    }

    private String failure(ClientSettings settings) {
        Throwable failure = Await.failure(client.connect(settings));
        assertThat(failure).isInstanceOf(ConnectFailed.class);
        return String.valueOf(failure.getMessage());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void nobody_there_is_said_with_the_address_and_a_remedy() throws IOException {
        int port = freePort();
        assertThat(failure(settings("ws", port, "realm1")))
                .contains("ws://127.0.0.1:" + port, "connection refused", "Is the router running");
        assertThat(failure(ClientSettings.of("unix:" + folder.resolve("none"), "realm1", Serializers.cbor())))
                .contains("there is no such socket");
    }

    @Test
    void the_wrong_protocol_is_said() {
        int raw = listen(Offers.rawSocket(router)).port();
        assertThat(failure(settings("ws", raw, "realm1"))).contains("closed during the upgrade", "WebSocket");
        int web = listen(Offers.web(router)).port();
        assertThat(failure(settings("ws", web, "realm1"))).contains("404", "path");
        assertThat(failure(settings("rs", web, "realm1"))).contains("RawSocket");
    }

    @Test
    void a_page_where_the_endpoint_should_be_is_said_with_a_remedy() {
        Routes routes = new Routes();
        HttpService.RequestHandler page =
                request -> CompletableFuture.completedFuture(HttpResponse.text(200, "welcome"));
        routes.put("/", page);
        int web = listen(new ServerProtocol.Web(routes, TransportLimits.defaults()))
                .port();
        assertThat(failure(settings("ws", web, "realm1")))
                .contains("answered 200", "Is the path of the url the one of its WebSocket endpoint?");
    }

    @Test
    void a_port_without_tls_is_said_without_what_it_answered() {
        int web = listen(Offers.web(router)).port();
        assertThat(failure(settings("wss", web, "realm1")))
                .endsWith("what answers at 127.0.0.1:" + web
                        + " does not speak TLS. Use ws://, or ask for the port with TLS");
        assertThat(failure(settings("rss", web, "realm1")))
                .contains("Use rs://")
                .doesNotContain("485454502f");
    }

    @Test
    void a_listener_that_says_nothing_is_given_up() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ClientSettings settings = settings("ws", mute.getLocalPort(), "realm1")
                    .withTimeouts(Duration.ofMillis(200), Duration.ofSeconds(1));
            assertThat(failure(settings)).contains("no answer within 200 ms");
        }
        int port = listen(Offers.webSocket(router)).port();
        ClientSettings settings =
                settings("ws", port, "silent").withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(200));
        assertThat(failure(settings)).contains("did not open the session within 200 ms");
        Awaitility.await().until(() -> router.closed().size() == 1);
    }

    @Test
    void a_refusal_carries_the_uri_and_the_text_of_the_router() {
        int port = listen(Offers.webSocket(router)).port();
        Throwable failure = Await.failure(client.connect(settings("ws", port, "closed")));
        assertThat(failure).isInstanceOf(ApplicationError.class);
        assertThat(((ApplicationError) failure).uri()).isEqualTo("wamp.error.no_such_realm");
        assertThat(((ApplicationError) failure).text()).isEqualTo("no realm of this name");
    }

    @Test
    void challenges_are_answered() {
        int port = listen(Offers.rawSocket(router)).port();
        ClientSettings settings = settings("rs", port, "ticket");
        WampSession session = Await.of(
                client.connect(settings.withAuthenticators(List.of(new TicketClientAuthenticator("me", "open")))));
        assertThat(session.details().authid()).isEqualTo("a");
        Throwable failure = Await.failure(
                client.connect(settings.withAuthenticators(List.of(new TicketClientAuthenticator("me", "wrong")))));
        assertThat(failure)
                .hasMessageContaining("wamp.error.authentication_failed")
                .hasMessageNotContaining("open");
    }

    @Test
    void senseless_settings_are_refused_before_anything_is_sent() {
        for (String url :
                List.of("http://127.0.0.1/", "rs://127.0.0.1", "unix:relative", "ws://", "ws://u:p@h/", "x y")) {
            Throwable failure = Await.failure(client.connect(ClientSettings.of(url, "realm1", Serializers.json())));
            assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageNotContaining("u:p");
        }
    }

    @Test
    void errors_of_the_callee_reach_the_caller_unchanged() {
        int port = listen(Offers.rawSocket(router)).port();
        WampSession session = Await.of(client.connect(settings("rs", port, "realm1")));
        Await.of(session.register(
                "com.fail",
                Dict.empty(),
                call -> CompletableFuture.failedFuture(ApplicationError.of("com.error.mine", "why"))));
        Throwable failure = Await.failure(session.call("com.fail", Payload.empty()));
        assertThat(failure).hasMessage("com.error.mine: why");
    }

    @Test
    void a_call_larger_than_the_router_accepts_fails_and_the_session_lives_on() {
        int port = listen(Offers.rawSocket(router)).port();
        WampSession session = Await.of(client.connect(settings("rs", port, "realm1")));
        Throwable failure = Await.failure(session.call("echo", Payload.of((Object) new byte[2 << 20])));
        assertThat(failure).hasMessageContaining("wamp.error.payload_size_exceeded");
        assertThat(Await.of(session.call("echo", Payload.of(1L))).argument(0)).isEqualTo(1L);
    }

    @Test
    void an_event_larger_than_the_router_accepts_holds_up_nobody() {
        int port = listen(Offers.rawSocket(router)).port();
        WampSession session = Await.of(client.connect(settings("rs", port, "realm1")));
        Await.of(session.publish("com.topic", Dict.empty(), Payload.of((Object) new byte[3 << 20])));
        Await.of(session.writable());
        assertThat(Await.of(session.call("echo", Payload.of(1L))).argument(0)).isEqualTo(1L);
    }

    @Test
    void a_lost_connection_ends_the_session_and_its_calls() {
        Listening listening = listen(Offers.webSocket(router));
        WampSession session = Await.of(client.connect(settings("ws", listening.port(), "realm1")));
        Await.of(session.register("com.never", Dict.empty(), call -> new CompletableFuture<>()));
        CompletableFuture<Payload> call =
                session.call("com.never", Payload.empty()).toCompletableFuture();
        router.links().forEach(link -> link.close(new CloseReason(CloseReason.Kind.GOING_AWAY, "bye")));
        assertThat(Await.failure(call)).hasMessageContaining("session closed");
        assertThat(Await.of(session.closed())).isEqualTo("wamp.close.transport_lost");
    }

    @Test
    void a_router_that_does_not_answer_goodbye_cannot_keep_a_client() {
        Listening listening = listen(Offers.webSocket(router));
        ClientSettings settings =
                settings("ws", listening.port(), "rude").withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(3));
        WampSession session = Await.of(client.connect(settings));
        Await.of(session.close());
        Awaitility.await().until(() -> listening.connections() == 0);
    }

    @Test
    void canceling_the_attempt_closes_the_connection() {
        Listening listening = listen(Offers.webSocket(router));
        CompletableFuture<WampSession> joining =
                client.connect(settings("ws", listening.port(), "silent")).toCompletableFuture();
        Awaitility.await().until(() -> router.links().size() == 1);
        joining.cancel(false);
        Awaitility.await().until(() -> listening.connections() == 0);
    }
}
