package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Deflate;
import dev.weft.transport.Deflate.BeforeSession;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeflateIT {

    private static final String HELLO = "[1,\"realm1\",{\"roles\":{\"caller\":{}}}]";
    private static final String OFFER =
            "Sec-WebSocket-Protocol: wamp.2.json\r\nSec-WebSocket-Extensions: permessage-deflate\r\n";
    private static final Deflate SMALL = Deflate.defaults().before(BeforeSession.SMALL);

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();

    @AfterEach
    void close() {
        loops.close();
    }

    private Listening listen(Deflate deflate) {
        TransportLimits limits = TransportLimits.defaults().withMessageBytes(100_000, 150_000);
        WebSocketSettings settings = new WebSocketSettings(
                        Serializers.ofWebSocket(), limits, Keepalive.none(), List.of("*"))
                .withDeflate(deflate);
        return Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
    }

    private static RawWebSocket open(Listening listening) throws IOException {
        RawWebSocket client = RawWebSocket.connect(listening.port());
        assertThat(client.upgrade(OFFER)).containsIgnoringCase("sec-websocket-extensions: permessage-deflate\r\n");
        return client;
    }

    private static RawWebSocket joined(Listening listening) throws IOException {
        RawWebSocket client = open(listening);
        RawWebSocket.Frame welcome = client.text(HELLO).read();
        assertThat(welcome.first()).isEqualTo(0x81);
        assertThat(welcome.text()).startsWith("[2,");
        return client;
    }

    static Stream<Arguments> settings() {
        List<Arguments> all = new ArrayList<>();
        for (Serializer serializer : Serializers.ofWebSocket()) {
            all.add(Arguments.of(serializer, SMALL, SMALL));
        }
        Deflate thrifty = new Deflate(true, 9, true, 10, BeforeSession.REFUSED);
        all.add(Arguments.of(Serializers.json(), thrifty, Deflate.defaults()));
        all.add(Arguments.of(Serializers.cbor(), Deflate.defaults(), thrifty));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void both_ends_of_ours_understand_each_other(Serializer serializer, Deflate server, Deflate client) {
        Listening listening = listen(server);
        WampSession session = Await.of(new WampClient(loops)
                .connect(ClientSettings.of("ws://127.0.0.1:" + listening.port(), "realm1", serializer)
                        .withDeflate(client)));
        List<CompletionStage<Payload>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(session.call("echo", Payload.of("the temperature of the boiler is ".repeat(1 + i % 9) + i)));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(Await.of(answers.get(i)).argument(0))
                    .isEqualTo("the temperature of the boiler is ".repeat(1 + i % 9) + i);
        }
        String uniform = "x".repeat(90_000);
        assertThat(Await.of(session.call("echo", Payload.of(uniform))).argument(0))
                .isEqualTo(uniform);
        Await.of(session.close());
    }

    @Test
    void welcome_is_plain_and_what_follows_is_compressed() throws IOException, DataFormatException {
        try (RawWebSocket client = joined(listen(Deflate.defaults()))) {
            String text = "the temperature of the boiler, the temperature of the boiler";
            RawWebSocket.Frame result = client.frame(0xC1, deflated("[48,1,{},\"echo\",[\"" + text + "\"]]"))
                    .read();
            assertThat(result.first()).isEqualTo(0xC1);
            assertThat(inflated(result.payload())).isEqualTo("[50,1,{},[\"" + text + "\"]]");
        }
    }

    @Test
    void a_compressed_message_in_fragments_is_one_message() throws IOException {
        try (RawWebSocket client = joined(listen(Deflate.defaults()))) {
            byte[] call = deflated("[48,1,{},\"echo\",[\"ä\"]]");
            client.frame(0x41, Arrays.copyOf(call, 5));
            client.frame(0x89, new byte[0]);
            client.frame(0x80, Arrays.copyOfRange(call, 5, call.length));
            assertThat(client.read().first()).isEqualTo(0x8A);
            assertThat(client.read().text()).isEqualTo("[50,1,{},[\"ä\"]]");
        }
    }

    @Test
    void a_client_that_compresses_before_it_has_a_session_is_closed_with_1008() throws IOException {
        try (RawWebSocket client = open(listen(Deflate.defaults()))) {
            assertThat(client.frame(0xC1, deflated(HELLO)).closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void where_a_small_hello_may_be_compressed_a_large_one_is_closed_with_1008() throws IOException {
        Listening listening = listen(SMALL);
        try (RawWebSocket client = open(listening)) {
            RawWebSocket.Frame welcome = client.frame(0xC1, deflated(HELLO)).read();
            assertThat(welcome.first()).isEqualTo(0x81);
            assertThat(welcome.text()).startsWith("[2,");
        }
        try (RawWebSocket client = open(listening)) {
            String large = "[1,\"realm1\",{\"roles\":{\"caller\":{}},\"x\":\"" + letters(70_000) + "\"}]";
            assertThat(client.frame(0xC1, deflated(large)).closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void compressed_bits_where_they_must_not_be_are_closed_with_1002() throws IOException {
        Listening listening = listen(Deflate.defaults());
        for (int first : new int[] {0xA1, 0x91, 0xE1, 0xC9, 0xC8, 0xCA}) {
            try (RawWebSocket client = joined(listening)) {
                assertThat(client.frame(first, deflated("[]")).closeCode()).isEqualTo(1002);
            }
        }
        try (RawWebSocket client = joined(listening)) {
            byte[] call = deflated("[48,1,{},\"echo\"]");
            client.frame(0x41, Arrays.copyOf(call, 5));
            assertThat(client.frame(0xC0, Arrays.copyOfRange(call, 5, call.length))
                            .closeCode())
                    .isEqualTo(1002);
        }
    }

    @Test
    void what_inflates_to_too_much_is_closed_with_1009_and_a_bomb_with_1008() throws IOException {
        Listening listening = listen(Deflate.defaults());
        try (RawWebSocket client = joined(listening)) {
            assertThat(client.frame(0xC1, deflated("\"" + letters(160_000) + "\""))
                            .closeCode())
                    .isEqualTo(1009);
        }
        try (RawWebSocket client = joined(listening)) {
            assertThat(client.frame(0xC1, deflated("x".repeat(140_000))).closeCode())
                    .isEqualTo(1008);
        }
        assertThat(listening.meter().stats().reached()).isEqualTo(Map.of("message_size", 1L, "compression", 1L));
    }

    @Test
    void what_cannot_be_inflated_is_closed_with_1002_and_what_is_no_text_with_1007() throws IOException {
        Listening listening = listen(Deflate.defaults());
        try (RawWebSocket client = joined(listening)) {
            assertThat(client.frame(0xC1, new byte[] {7, 7, 7}).closeCode()).isEqualTo(1002);
        }
        try (RawWebSocket client = joined(listening)) {
            byte[] broken = {'[', '"', (byte) 0xFF, '"', ']'};
            assertThat(client.frame(0xC1, deflated(broken)).closeCode()).isEqualTo(1007);
        }
        try (RawWebSocket client = joined(listening)) {
            byte[] broken = {'[', '"', (byte) 0xFF, '"'};
            assertThat(client.frame(0x41, deflated(broken)).closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void a_server_that_is_not_told_to_does_not_compress() throws IOException {
        WebSocketSettings settings = WebSocketSettings.of(Serializers.all());
        Listening listening = Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.upgrade(OFFER)).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("extensions");
        }
    }

    @Test
    void malformed_offers_are_refused() throws IOException {
        try (RawWebSocket client =
                RawWebSocket.connect(listen(Deflate.defaults()).port())) {
            assertThat(client.upgrade(OFFER.replace("deflate\r\n", "deflate;;\r\n")))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void a_client_does_not_go_on_with_a_server_that_answers_what_was_not_offered() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<WampSession> joining = new WampClient(loops)
                    .connect(ClientSettings.of(
                                    "ws://127.0.0.1:" + listening.getLocalPort(), "realm1", Serializers.json())
                            .withDeflate(Deflate.defaults()));
            try (RawWebSocket server = RawWebSocket.accept(
                    listening, "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=20\r\n")) {
                assertThat(Await.failure(joining))
                        .isInstanceOf(ConnectFailed.class)
                        .hasMessageContaining("not offered");
                assertThat(server.atEnd()).isTrue();
            }
        }
    }

    /** A text that compresses, but not a hundred times. */
    private static String letters(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append(Integer.toHexString(i * 7919));
        }
        return text.substring(0, length);
    }

    private static byte[] deflated(String text) {
        return deflated(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 1000];
        int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, size - 4);
    }

    private static String inflated(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        byte[] whole = Arrays.copyOf(payload, payload.length + 4);
        whole[payload.length + 2] = (byte) 0xFF;
        whole[payload.length + 3] = (byte) 0xFF;
        inflater.setInput(whole);
        byte[] out = new byte[10_000];
        int size = inflater.inflate(out);
        inflater.end();
        return new String(out, 0, size, StandardCharsets.UTF_8);
    }
}
