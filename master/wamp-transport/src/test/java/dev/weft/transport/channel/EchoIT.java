package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpService.EchoEndpoint;
import dev.weft.transport.http.Routes;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.WampServer;
import dev.weft.transport.server.WebSocketSettings;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoIT {

    private final Loops loops = Loops.create(1);
    private Listening listening;

    @BeforeEach
    void listen() {
        TransportLimits limits = TransportLimits.defaults().withMessageBytes(100_000, 150_000);
        WebSocketSettings settings = new WebSocketSettings(Serializers.all(), limits, Keepalive.none(), List.of("*"))
                .withDeflate(Deflate.defaults());
        Routes routes = new Routes();
        routes.put("/", new EchoEndpoint(settings));
        listening = Await.of(
                new WampServer(loops).listen(ListenAddress.loopback(0), new ServerProtocol.Web(routes, limits)));
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private RawWebSocket open(String headers) throws IOException {
        RawWebSocket client = RawWebSocket.connect(listening.port());
        assertThat(client.upgrade(headers)).startsWith("HTTP/1.1 101");
        return client;
    }

    @Test
    void texts_and_bytes_come_back_as_what_they_are_in_one_frame() throws IOException {
        try (RawWebSocket client = open("")) {
            RawWebSocket.Frame text = client.text("ä").read();
            assertThat(text.first()).isEqualTo(0x81);
            assertThat(text.text()).isEqualTo("ä");
            byte[] noise = new byte[100_000];
            new Random(3).nextBytes(noise);
            RawWebSocket.Frame bytes = client.frame(0x82, noise).read();
            assertThat(bytes.first()).isEqualTo(0x82);
            assertThat(bytes.payload()).isEqualTo(noise);
            client.frame(0x02, Arrays.copyOf(noise, 70_000));
            client.frame(0x80, Arrays.copyOf(noise, 70_000));
            assertThat(client.read().payload()).hasSize(140_000);
            assertThat(client.frame(0x81, new byte[0]).read().payload()).isEmpty();
        }
    }

    @Test
    void what_is_no_text_is_closed_with_1007() throws IOException {
        try (RawWebSocket client = open("")) {
            assertThat(client.frame(0x81, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})
                            .closeCode())
                    .isEqualTo(1007);
        }
    }

    @Test
    void with_compression_texts_come_back_compressed() throws IOException {
        try (RawWebSocket client = open("Sec-WebSocket-Extensions: permessage-deflate\r\n")) {
            RawWebSocket.Frame text = client.text("a text and a text and a text and a text and a text")
                    .read();
            assertThat(text.first()).isEqualTo(0xC1);
            RawWebSocket.Frame again = client.frame(0xC1, text.payload()).read();
            assertThat(again.first()).isEqualTo(0xC1);
            assertThat(again.payload().length).isLessThan(text.payload().length);
        }
    }

    @Test
    void whoever_speaks_no_subprotocol_is_heard() throws IOException {
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.upgrade("Sec-WebSocket-Protocol: chat\r\n"))
                    .startsWith("HTTP/1.1 101")
                    .doesNotContainIgnoringCase("sec-websocket-protocol");
        }
    }

    @Test
    void a_close_is_answered_with_its_code() throws IOException {
        try (RawWebSocket client = open("")) {
            assertThat(client.frame(0x88, "\u0003\u00e8".getBytes(StandardCharsets.ISO_8859_1))
                            .closeCode())
                    .isEqualTo(1000);
            assertThat(client.atEnd()).isTrue();
        }
    }
}
