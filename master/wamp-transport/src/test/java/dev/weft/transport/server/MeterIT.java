package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.transport.Await;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportStats;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import dev.weft.transport.http.Routes;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server counts of what its peers do, over sockets. */
class MeterIT {

    private static final String HELLO = "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]";
    private static final String CALL = "[48,1,{},\"echo\",[\"x\"]]";

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();

    @AfterEach
    void close() {
        loops.close();
    }

    private Listening listen(TransportLimits limits, Keepalive keepalive) {
        WebSocketSettings settings = new WebSocketSettings(Serializers.all(), limits, keepalive, List.of("*"));
        return Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
    }

    private Listening listen(TransportLimits limits) {
        return listen(limits, Keepalive.none());
    }

    private static void awaitReached(Listening listening, TransportBound bound) {
        await().until(() -> listening.meter().stats().reached().containsKey(bound.text()));
    }

    private static int frame(String text) {
        return RawWebSocket.encoded(0x81, text.getBytes(StandardCharsets.UTF_8)).length;
    }

    @Test
    void messages_and_bytes_of_frames_are_counted_both_ways() throws IOException {
        Listening listening = listen(TransportLimits.defaults());
        try (RawWebSocket client = RawWebSocket.open(listening.port())) {
            client.text(HELLO);
            int welcome = client.read().payload().length;
            client.text(CALL);
            int result = client.read().payload().length;

            TransportStats stats = listening.meter().stats();
            assertThat(stats.accepted()).isEqualTo(1);
            assertThat(stats.requests()).isEqualTo(1);
            assertThat(stats.sentMessages()).isEqualTo(2);
            assertThat(stats.sentBytes()).isEqualTo(welcome + result + 4);
            // A read is counted at its end, which may be after the answer has left.
            await().until(() -> listening.meter().stats().receivedMessages() == 2);
            assertThat(listening.meter().stats().receivedBytes()).isEqualTo(frame(HELLO) + frame(CALL));
            assertThat(stats.reached()).isEmpty();
        }
    }

    @Test
    void what_a_peer_does_not_read_is_told_and_then_counted() throws IOException {
        Listening listening = listen(TransportLimits.defaults().withOutbound(64L << 20, Duration.ofMillis(300)));
        try (RawWebSocket deaf = RawWebSocket.open(listening.port())) {
            await().until(() -> router.links().size() == 1);
            Link link = router.links().get(0);
            for (int i = 0; i < 16; i++) {
                link.send(new Event(1, 1, Dict.empty(), Payload.of("x".repeat(1_000_000))));
            }
            assertThat(listening.queuedBytes()).isPositive();
            awaitReached(listening, TransportBound.OUTBOUND_STALL);
            assertThat(deaf).isNotNull();
        }
    }

    @Test
    void a_peer_that_does_not_end_what_we_have_ended_is_cut_and_counted() throws IOException {
        Listening listening = listen(TransportLimits.defaults().withCloseTimeout(Duration.ofMillis(100)));
        try (RawWebSocket stubborn = RawWebSocket.open(listening.port())) {
            await().until(() -> router.links().size() == 1);
            router.links().get(0).close(CloseReason.normal());
            awaitReached(listening, TransportBound.CLOSE_TIME);
            assertThat(stubborn).isNotNull();
        }
    }

    @Test
    void a_peer_that_sends_too_much_at_once_is_counted_and_read_more_slowly() throws IOException {
        Listening listening = listen(TransportLimits.defaults().withMessagesPerSecond(10));
        try (RawWebSocket client = RawWebSocket.open(listening.port())) {
            client.text(HELLO);
            for (int i = 0; i < 21; i++) {
                client.text(CALL.replace("48,1", "48," + (i + 1)));
            }
            awaitReached(listening, TransportBound.MESSAGE_RATE);
            for (int i = 0; i < 22; i++) {
                assertThat(client.read().first()).isEqualTo(0x81);
            }
        }
    }

    @Test
    void frames_that_are_too_large_too_many_or_broken_are_counted() throws IOException {
        Listening listening =
                listen(TransportLimits.defaults().withMessageBytes(1000, 1000).withFrames(2, 1));
        closesWith(listening, 1009, client -> client.text("x".repeat(1001)));
        closesWith(listening, 1009, client -> {
            client.frame(0x01, new byte[0]);
            client.frame(0x00, new byte[0]);
            client.frame(0x00, new byte[0]);
        });
        closesWith(listening, 1008, client -> {
            client.frame(0x89, new byte[0]);
            client.frame(0x89, new byte[0]);
        });
        closesWith(listening, 1002, client -> client.frame(0x83, new byte[0]));
        closesWith(listening, 1002, client -> {
            client.text("[4711]");
            client.frame(0x83, new byte[0]);
        });
        closesWith(listening, 1008, client -> client.text("[48,1,{},\"p\"," + "[".repeat(64) + "]".repeat(65)));
        TransportStats stats = listening.meter().stats();
        assertThat(stats.reached()).isEqualTo(Map.of("message_size", 2L, "control_frames", 1L, "message_shape", 1L));
        assertThat(stats.violations()).as("one of each connection").isEqualTo(2);
    }

    @Test
    void who_is_refused_or_aborted_by_the_realm_is_counted() throws IOException {
        Listening listening = listen(TransportLimits.defaults());
        for (String reason : List.of(
                "wamp.error.protocol_violation",
                "wamp.error.authentication_failed",
                "wamp.error.timeout",
                "wamp.error.no_such_role")) {
            try (RawWebSocket client = RawWebSocket.open(listening.port())) {
                await().until(() -> router.links().size() == 1);
                router.links().get(0).send(new Abort(Dict.of("message", "on purpose"), reason));
                assertThat(new String(client.read().payload(), StandardCharsets.UTF_8))
                        .contains(reason);
            }
            await().until(() -> router.links().isEmpty());
        }
        TransportStats stats = listening.meter().stats();
        assertThat(stats.violations()).isEqualTo(1);
        assertThat(stats.authenticationFailures()).isEqualTo(1);
        assertThat(stats.reached()).isEqualTo(Map.of("handshake_time", 1L));
    }

    private interface Offence {
        void commit(RawWebSocket client) throws IOException;
    }

    private static void closesWith(Listening listening, int code, Offence offence) throws IOException {
        try (RawWebSocket client = RawWebSocket.open(listening.port())) {
            offence.commit(client);
            assertThat(client.closeCode()).isEqualTo(code);
        }
    }

    @Test
    void who_says_nothing_is_counted() throws IOException {
        Keepalive pings = new Keepalive(Duration.ofMillis(50), Duration.ofMillis(50), 4);
        Listening listening = listen(TransportLimits.defaults().withHandshakeTimeout(Duration.ofMillis(200)), pings);
        try (RawWebSocket silent = RawWebSocket.connect(listening.port())) {
            assertThat(silent.atEnd()).isTrue();
        }
        awaitReached(listening, TransportBound.HANDSHAKE_TIME);
        Listening raw = Await.of(new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        new ServerProtocol.RawSocket(
                                new RawSocketSettings(
                                        List.of(Serializers.json()),
                                        TransportLimits.defaults().withHandshakeTimeout(Duration.ofMillis(50)),
                                        Keepalive.none()),
                                router)));
        try (RawWebSocket silent = RawWebSocket.connect(raw.port())) {
            assertThat(silent.atEnd()).isTrue();
        }
        awaitReached(raw, TransportBound.HANDSHAKE_TIME);
        try (RawWebSocket mute = RawWebSocket.open(listening.port())) {
            awaitReached(listening, TransportBound.PINGS);
            assertThat(mute).isNotNull();
        }
    }

    @Test
    void requests_that_are_too_large_are_counted() throws IOException {
        Routes routes = new Routes();
        RequestHandler ok = request -> CompletableFuture.completedFuture(HttpResponse.text(200, "ok"));
        routes.put("/", ok);
        Listening listening = Await.of(new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        new ServerProtocol.Web(
                                routes, TransportLimits.defaults().withRequests(600, 10))));
        answers(listening, "431", "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(600) + "\r\n\r\n");
        answers(listening, "413", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n");
        answers(listening, "200", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789");
        assertThat(listening.meter().stats().reached()).isEqualTo(Map.of("request_size", 2L));
    }

    private static void answers(Listening listening, String status, String request) throws IOException {
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.request(request)).startsWith("HTTP/1.1 " + status);
        }
    }
}
