package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.Routes;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniversalIT {

    @TempDir
    Path folder;

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();

    @AfterEach
    void close() {
        loops.close();
    }

    private Listening listen(ServerProtocol protocol) {
        return Await.of(new WampServer(loops).listen(ListenAddress.loopback(0), protocol));
    }

    @Test
    void requests_go_to_pages_and_upgrades_to_web_sockets_also_on_one_connection() throws IOException {
        Listening listening = listen(Offers.universal(router));
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            client.write("G".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.request("ET /ws HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
            assertThat(client.body("a page".length())).isEqualTo("a page");
            assertThat(client.request("""
                    GET /ws HTTP/1.1
                    Host: x
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Protocol: wamp.2.json

                    """.replace("\n", "\r\n"))).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void a_unix_socket_serves_pages_too() throws IOException {
        Path path = folder.resolve("s");
        Await.of(new WampServer(loops).listen(ListenAddress.unix(path), Offers.universal(router)));
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(path));
            client.write(ByteBuffer.wrap("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            StringBuilder answer = new StringBuilder();
            ByteBuffer some = ByteBuffer.allocate(1000);
            while (client.read(some) >= 0) {
                answer.append(new String(some.array(), 0, some.position(), StandardCharsets.US_ASCII));
                some.clear();
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 200").endsWith("a page");
        }
    }

    @Test
    void where_raw_sockets_are_not_spoken_they_are_disconnected() throws IOException {
        Listening listening =
                listen(new ServerProtocol.Universal(null, new Routes(), new Routes(), TransportLimits.defaults()));
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            client.write(new byte[] {0x7F, (byte) 0xF1, 0, 0});
            assertThat(client.atEnd()).isTrue();
        }
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.request("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void who_says_nothing_in_time_is_disconnected() throws IOException {
        TransportLimits limits = TransportLimits.defaults().withHandshakeTimeout(Duration.ofMillis(300));
        Listening listening = listen(new ServerProtocol.Universal(null, new Routes(), new Routes(), limits));
        try (RawWebSocket client = RawWebSocket.connect(listening.port())) {
            assertThat(client.atEnd()).isTrue();
        }
    }
}
