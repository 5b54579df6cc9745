package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of RFC 6455 at the client's end: what a server may not send. Those of servers are in {@link WebSocketRulesIT}. */
class ClientRulesIT {

    private final Loops loops = Loops.create(1);
    private final StubRouter handler = new StubRouter();
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        loops.close();
        listening.close();
    }

    private RawWebSocket connected() throws IOException {
        ClientSettings settings = ClientSettings.of(
                        "ws://127.0.0.1:" + listening.getLocalPort(), "realm1", Serializers.json())
                .withLimits(TransportLimits.defaults().withMessageBytes(2000, 3000))
                .withKeepalive(Keepalive.none());
        CompletionStage<Void> opened = new WampClient(loops).open(settings, handler);
        RawWebSocket server = RawWebSocket.accept(listening, "");
        Await.of(opened);
        return server;
    }

    static Stream<Arguments> breaches() {
        List<Arguments> all = new ArrayList<>();
        for (int first : new int[] {0xC1, 0xA1, 0x91, 0xF1, 0xC9, 0x83, 0x87, 0x8B, 0x8F, 0x03}) {
            all.add(Arguments.of(1002, first, utf8("[]")));
        }
        for (int control : new int[] {8, 9, 10}) {
            all.add(Arguments.of(1002, control, new byte[0]));
            all.add(Arguments.of(1002, 0x80 | control, new byte[126]));
        }
        all.add(Arguments.of(1002, 0x80, utf8("a continuation of nothing")));
        all.add(Arguments.of(1002, 0x82, utf8("[]")));
        all.add(Arguments.of(1002, 0x88, new byte[] {3}));
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000}) {
            all.add(Arguments.of(1002, 0x88, new byte[] {(byte) (code >>> 8), (byte) code}));
        }
        all.add(Arguments.of(1007, 0x88, new byte[] {0x03, (byte) 0xE8, (byte) 0xFF}));
        all.add(Arguments.of(1007, 0x81, new byte[] {'[', '"', (byte) 0xC0, '"', ']'}));
        all.add(Arguments.of(1007, 0x01, new byte[] {'[', '"', (byte) 0xC0}));
        all.add(Arguments.of(1009, 0x81, new byte[2001]));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void frames_that_a_server_may_not_send_close_the_connection(int code, int first, byte[] payload)
            throws IOException {
        try (RawWebSocket server = connected()) {
            assertThat(server.frame(first, payload).closeCode()).isEqualTo(code);
        }
        Awaitility.await().until(() -> handler.closed().size() == 1);
    }

    @Test
    void masked_frames_are_refused() throws IOException {
        try (RawWebSocket server = connected()) {
            server.write(RawWebSocket.encoded(0x81, utf8("[]")));
            assertThat(server.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void messages_in_fragments_are_refused_when_they_are_too_large_or_too_many() throws IOException {
        try (RawWebSocket server = connected()) {
            server.frame(0x01, new byte[1900]);
            assertThat(server.frame(0x00, new byte[1900]).closeCode()).isEqualTo(1009);
        }
        try (RawWebSocket server = connected()) {
            server.frame(0x01, new byte[0]);
            for (int i = 1; i < 1024; i++) {
                server.frame(0x00, new byte[0]);
            }
            assertThat(server.frame(0x80, new byte[0]).closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void a_character_may_be_in_two_fragments_but_not_half_a_one() throws IOException {
        try (RawWebSocket server = connected()) {
            server.frame(0x01, new byte[] {'[', '"', (byte) 0xE2});
            assertThat(server.frame(0x00, new byte[] {'a'}).closeCode()).isEqualTo(1007);
        }
        try (RawWebSocket server = connected()) {
            server.frame(0x01, new byte[] {'[', '"', (byte) 0xE2});
            server.frame(0x00, new byte[] {(byte) 0x82, (byte) 0xAC});
            assertThat(server.frame(0x80, utf8("\"]")).closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void floods_of_control_frames_are_refused() throws IOException {
        try (RawWebSocket server = connected()) {
            for (int i = 0; i < 101; i++) {
                server.frame(0x8A, new byte[0]);
            }
            assertThat(server.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void pings_are_answered_with_masked_frames() throws IOException {
        try (RawWebSocket server = connected()) {
            RawWebSocket.Frame pong = server.frame(0x89, utf8("ping")).read();
            assertThat(pong.first()).isEqualTo(0x8A);
            assertThat(pong.masked()).isTrue();
            assertThat(pong.text()).isEqualTo("ping");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
