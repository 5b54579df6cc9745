package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import dev.weft.wamp.serializer.SharedMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowReaderIT {

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();

    @AfterEach
    void close() {
        loops.close();
    }

    private int listen(TransportLimits limits) {
        WebSocketSettings settings = new WebSocketSettings(Serializers.all(), limits, Keepalive.none(), List.of("*"));
        Listening listening = Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
        return listening.port();
    }

    private static SharedMessage event(int bytes) {
        return new SharedMessage(new Event(1, 1, Dict.empty(), Payload.of("x".repeat(bytes))));
    }

    @Test
    void only_the_one_that_does_not_read_is_closed() throws IOException {
        int port = listen(TransportLimits.defaults());
        try (RawWebSocket deaf = RawWebSocket.open(port);
                RawWebSocket reader = RawWebSocket.open(port)) {
            Awaitility.await().until(() -> router.links().size() == 2);
            List<Link> both = router.links();
            int sent = 0;
            while (router.closed().isEmpty()) {
                SharedMessage event = event(100_000);
                both.forEach(link -> link.send(event));
                reader.read();
                sent++;
                assertThat(sent).as("64 MB and nobody was closed").isLessThan(640);
            }
            CloseReason reason = router.closed().get(0);
            assertThat(reason.kind()).isEqualTo(CloseReason.Kind.POLICY);
            assertThat(reason.text()).contains("does not read");
            Link last = router.links().get(0);
            last.send(event(10));
            assertThat(reader.read().text()).startsWith("[36,1,1,{},[\"xxxxxxxxxx\"]");
            Awaitility.await().until(() -> last.queuedBytes() == 0);
            assertThat(deaf).isNotNull();
        }
    }

    @Test
    void bytes_that_wait_without_progress_end_the_connection() throws IOException {
        int port = listen(TransportLimits.defaults().withOutbound(64L << 20, Duration.ofMillis(300)));
        try (RawWebSocket deaf = RawWebSocket.open(port)) {
            Awaitility.await().until(() -> router.links().size() == 1);
            Link link = router.links().get(0);
            for (int i = 0; i < 16; i++) {
                link.send(event(1_000_000));
            }
            assertThat(link.queuedBytes()).isPositive();
            Awaitility.await().until(() -> router.closed().size() == 1);
            assertThat(router.closed().get(0).text()).contains("no byte left within 300 ms");
            assertThat(deaf).isNotNull();
        }
    }

    @Test
    void what_was_sent_before_the_close_arrives_before_the_close_frame() throws IOException {
        int port = listen(TransportLimits.defaults());
        try (RawWebSocket client = RawWebSocket.open(port)) {
            Awaitility.await().until(() -> router.links().size() == 1);
            Link link = router.links().get(0);
            for (int i = 0; i < 20; i++) {
                link.send(event(100_000));
            }
            link.close(new CloseReason(CloseReason.Kind.GOING_AWAY, "stopping"));
            link.send(event(1));
            for (int i = 0; i < 20; i++) {
                assertThat(client.read().payload()).hasSizeGreaterThan(100_000);
            }
            assertThat(client.closeCode()).isEqualTo(1001);
            client.frame(0x88, new byte[] {0x03, (byte) 0xE9});
            assertThat(client.atEnd()).isTrue();
        }
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed()).containsExactly(new CloseReason(CloseReason.Kind.GOING_AWAY, "stopping"));
    }

    @Test
    void a_paused_peer_waits_and_loses_nothing() throws IOException {
        int port = listen(TransportLimits.defaults());
        try (RawWebSocket client = RawWebSocket.open(port)) {
            client.text("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
            assertThat(client.read().text()).startsWith("[2,");
            Link link = router.links().get(0);
            link.pause();
            for (int i = 1; i <= 50; i++) {
                client.text("[48," + i + ",{},\"echo\"]");
            }
            link.resume();
            for (int i = 1; i <= 50; i++) {
                assertThat(client.read().text()).startsWith("[50," + i + ",");
            }
        }
    }
}
