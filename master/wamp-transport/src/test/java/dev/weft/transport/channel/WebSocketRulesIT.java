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
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketRulesIT {

    private static final String HELLO = "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]";
    private static final String CALL = "[48,1,{},\"echo\",[\"ä\"]]";

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();
    private Listening listening;

    @BeforeEach
    void listen() {
        listening = listen(Keepalive.none(), Duration.ofSeconds(20));
    }

    private Listening listen(Keepalive keepalive, Duration handshake) {
        TransportLimits limits =
                TransportLimits.defaults().withMessageBytes(2000, 3000).withHandshakeTimeout(handshake);
        WebSocketSettings settings =
                new WebSocketSettings(Serializers.all(), limits, keepalive, List.of("https://*.example.com"));
        return Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private RawWebSocket open() throws IOException {
        return RawWebSocket.open(listening.port());
    }

    private void closesWith(int code, int first, byte[] payload) throws IOException {
        try (RawWebSocket client = open()) {
            assertThat(client.frame(first, payload).closeCode()).isEqualTo(code);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_message_in_fragments_with_a_ping_in_between_is_one_message() throws IOException {
        try (RawWebSocket client = open()) {
            client.text(HELLO);
            assertThat(client.read().text()).startsWith("[2,");
            byte[] call = utf8(CALL);
            int middle = CALL.indexOf('ä') + 1;
            client.frame(0x01, Arrays.copyOf(call, middle));
            client.frame(0x89, utf8("ping"));
            client.frame(0x80, Arrays.copyOfRange(call, middle, call.length));
            RawWebSocket.Frame pong = client.read();
            assertThat(pong.first()).isEqualTo(0x8A);
            assertThat(pong.text()).isEqualTo("ping");
            assertThat(client.read().text()).isEqualTo("[50,1,{},[\"ä\"]]");
        }
    }

    @Test
    void frames_that_come_byte_by_byte_and_many_at_once_are_read_alike() throws IOException {
        try (RawWebSocket client = open()) {
            for (byte b : RawWebSocket.encoded(0x81, utf8(HELLO))) {
                client.write(new byte[] {b});
            }
            assertThat(client.read().text()).startsWith("[2,");
            byte[] call = RawWebSocket.encoded(0x81, utf8(CALL));
            byte[] three = new byte[3 * call.length];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(call, 0, three, i * call.length, call.length);
            }
            client.write(three);
            for (int i = 0; i < 3; i++) {
                assertThat(client.read().text()).startsWith("[50,1,");
            }
        }
    }

    @Test
    void reserved_bits_are_refused() throws IOException {
        closesWith(1002, 0xC1, utf8(HELLO));
        closesWith(1002, 0xA1, utf8(HELLO));
        closesWith(1002, 0x91, utf8(HELLO));
    }

    @Test
    void unknown_opcodes_are_refused() throws IOException {
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            closesWith(1002, 0x80 | opcode, utf8("x"));
            closesWith(1002, opcode, utf8("x"));
        }
    }

    @Test
    void frames_without_a_mask_are_refused() throws IOException {
        try (RawWebSocket client = open()) {
            client.write(new byte[] {(byte) 0x81, 2, '[', ']'});
            assertThat(client.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void fragmented_and_long_control_frames_are_refused() throws IOException {
        for (int opcode : new int[] {8, 9, 10}) {
            closesWith(1002, opcode, utf8("x"));
            closesWith(1002, 0x80 | opcode, new byte[126]);
        }
    }

    @Test
    void fragments_out_of_place_are_refused() throws IOException {
        closesWith(1002, 0x80, utf8("x"));
        try (RawWebSocket client = open()) {
            client.frame(0x01, utf8("["));
            assertThat(client.frame(0x81, utf8("]")).closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void lengths_that_are_not_in_their_shortest_form_are_refused() throws IOException {
        try (RawWebSocket client = open()) {
            client.write(new byte[] {(byte) 0x81, (byte) 0xFE, 0, 2, 0, 0, 0, 0});
            assertThat(client.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void binary_frames_for_a_text_serializer_are_refused() throws IOException {
        closesWith(1002, 0x82, utf8(HELLO));
    }

    @Test
    void text_that_is_not_utf8_is_refused() throws IOException {
        closesWith(1007, 0x81, new byte[] {'[', '1', ',', '"', (byte) 0xC0, (byte) 0x80, '"', ',', '{', '}', ']'});
    }

    @Test
    void text_that_is_not_utf8_is_refused_as_such_wherever_it_is() throws IOException {
        closesWith(1007, 0x81, new byte[] {(byte) 0xFF});
        closesWith(1007, 0x81, new byte[] {'[', '1', ',', (byte) 0xC3});
    }

    @Test
    void text_in_fragments_is_refused_at_the_first_one_that_cannot_be_utf8() throws IOException {
        try (RawWebSocket client = open()) {
            client.frame(0x01, new byte[] {'[', '"', (byte) 0xE2});
            assertThat(client.frame(0x00, new byte[] {(byte) 0x41}).closeCode()).isEqualTo(1007);
        }
        try (RawWebSocket client = open()) {
            assertThat(client.frame(0x01, new byte[] {'[', '"', (byte) 0xC0}).closeCode())
                    .isEqualTo(1007);
        }
        try (RawWebSocket client = open()) {
            client.frame(0x01, new byte[] {'[', '"', (byte) 0xE2});
            assertThat(client.frame(0x80, new byte[0]).closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void messages_in_more_fragments_than_are_allowed_are_refused() throws IOException {
        try (RawWebSocket client = open()) {
            client.frame(0x01, utf8("["));
            for (int i = 1; i < 1024; i++) {
                client.frame(0x00, new byte[0]);
            }
            client.frame(0x89, utf8("still here"));
            assertThat(client.read().text()).isEqualTo("still here");
            assertThat(client.frame(0x80, utf8("]")).closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void oversized_frames_are_refused_by_their_header_alone() throws IOException {
        try (RawWebSocket client = open()) {
            client.write(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0, 1, 2, 3, 4});
            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void oversized_messages_in_fragments_are_refused() throws IOException {
        try (RawWebSocket client = open()) {
            client.frame(0x01, new byte[1900]);
            assertThat(client.frame(0x00, new byte[1900]).closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void messages_that_are_no_wamp_are_aborted_and_closed() throws IOException {
        try (RawWebSocket client = open()) {
            client.text("[4711]");
            assertThat(client.read().text()).startsWith("[3,").contains("wamp.error.protocol_violation");
            assertThat(client.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void floods_of_control_frames_are_refused() throws IOException {
        try (RawWebSocket client = open()) {
            for (int i = 0; i < 101; i++) {
                client.frame(0x8A, new byte[0]);
            }
            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void a_close_frame_is_answered_and_the_connection_ended_by_the_server() throws IOException {
        try (RawWebSocket client = open()) {
            client.frame(0x88, new byte[] {0x03, (byte) 0xE9, 'b', 'y', 'e'});
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(client.atEnd()).isTrue();
        }
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed()).containsExactly(new CloseReason(CloseReason.Kind.GOING_AWAY, "bye"));
    }

    @Test
    void close_frames_with_bad_codes_and_texts_are_refused() throws IOException {
        closesWith(1002, 0x88, new byte[] {3});
        for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
            closesWith(1002, 0x88, new byte[] {(byte) (code >>> 8), (byte) code});
        }
        for (int code : new int[] {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014}) {
            closesWith(code == 1003 ? 1002 : CloseCodes.code(CloseCodes.kind(code)), 0x88, new byte[] {
                (byte) (code >>> 8), (byte) code
            });
        }
        closesWith(1007, 0x88, new byte[] {0x03, (byte) 0xE8, (byte) 0xFF});
    }

    @Test
    void a_peer_that_vanishes_is_told_as_lost() throws IOException {
        open().close();
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed().get(0).kind()).isEqualTo(CloseReason.Kind.LOST);
    }

    @Test
    void a_peer_that_does_not_answer_pings_is_lost_and_one_that_does_is_kept() throws IOException {
        listening = listen(new Keepalive(Duration.ofMillis(500), Duration.ofSeconds(3), 8), Duration.ofSeconds(20));
        try (RawWebSocket dead = open();
                RawWebSocket alive = open()) {
            while (router.closed().isEmpty()) {
                RawWebSocket.Frame ping = alive.read();
                assertThat(ping.first()).isEqualTo(0x89);
                assertThat(ping.payload()).hasSize(8);
                alive.frame(0x8A, ping.payload());
            }
            assertThat(router.closed())
                    .singleElement()
                    .extracting(CloseReason::kind)
                    .isEqualTo(CloseReason.Kind.LOST);
            assertThat(router.links()).hasSize(1);
            assertThat(dead.read().first()).isEqualTo(0x89);
        }
    }

    @Test
    void a_message_that_comes_together_with_the_upgrade_is_read() throws IOException {
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            String upgrade = """
                    GET / HTTP/1.1
                    Host: x
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Protocol: wamp.2.json

                    """.replace("\n", "\r\n");
            String answer = client.request(
                    upgrade + new String(RawWebSocket.encoded(0x81, utf8(HELLO)), StandardCharsets.ISO_8859_1));
            assertThat(answer)
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(client.read().text()).startsWith("[2,");
        }
    }

    @Test
    void the_clients_order_of_subprotocols_decides() throws IOException {
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.upgrade("Sec-WebSocket-Protocol: wamp.2.flat, wamp.2.msgpack, wamp.2.cbor\r\n"))
                    .containsIgnoringCase("sec-websocket-protocol: wamp.2.msgpack");
        }
    }

    @Test
    void bad_upgrades_are_refused_with_a_reason() throws IOException {
        refused("HTTP/1.1 400", "Sec-WebSocket-Protocol: chat\r\n");
        refused("HTTP/1.1 400", "");
        refused("HTTP/1.1 403", "Sec-WebSocket-Protocol: wamp.2.json\r\nOrigin: https://example.org\r\n");
        refused("HTTP/1.1 403", "Sec-WebSocket-Protocol: wamp.2.json\r\nOrigin: http://a.example.com\r\n");
        refused("HTTP/1.1 101", "Sec-WebSocket-Protocol: wamp.2.json\r\nOrigin: https://a.example.com\r\n");
        refused("HTTP/1.1 431", "X: " + "x".repeat(9000) + "\r\n");
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.request("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 426");
        }
    }

    private void refused(String start, String headers) throws IOException {
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.upgrade(headers)).startsWith(start);
        }
    }

    @Test
    void who_does_not_upgrade_in_time_is_disconnected() throws IOException {
        listening = listen(Keepalive.none(), Duration.ofMillis(500));
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            client.write(utf8("GET / HTTP/1.1\r\n"));
            assertThat(client.atEnd()).isTrue();
        }
    }
}
