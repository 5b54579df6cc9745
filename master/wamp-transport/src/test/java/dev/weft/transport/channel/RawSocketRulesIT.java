package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.Await;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.RawSocketSettings;
import dev.weft.transport.server.ServerProtocol;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.Serializers;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawSocketRulesIT {

    private static final int JSON = 1;

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();
    private Socket socket;
    private DataInputStream in;

    @BeforeEach
    void connect() throws IOException {
        connect(Duration.ofSeconds(20));
    }

    private void connect(Duration handshake) throws IOException {
        TransportLimits limits =
                TransportLimits.defaults().withMessageBytes(5000, 5000).withHandshakeTimeout(handshake);
        RawSocketSettings settings = new RawSocketSettings(List.of(Serializers.json()), limits, Keepalive.none());
        Listening listening = Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), new ServerProtocol.RawSocket(settings, router)));
        socket = new Socket(InetAddress.getLoopbackAddress(), listening.port());
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        loops.close();
    }

    private void send(int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        socket.getOutputStream().write(all);
    }

    private void greet() throws IOException {
        send(0x7F, 0x00 | JSON, 0, 0);
        assertThat(in.readInt()).isEqualTo(0x7F000000 | (12 - 9) << 20 | JSON << 16);
    }

    private void text(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        send(0, 0, bytes.length >>> 8, bytes.length);
        socket.getOutputStream().write(bytes);
    }

    private String read() throws IOException {
        int length = in.readInt();
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void the_server_announces_the_power_of_two_below_its_bound() throws IOException {
        greet();
        text("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
        assertThat(read()).startsWith("[2,");
    }

    @Test
    void what_exceeds_the_bound_of_the_peer_is_answered_with_an_error() throws IOException {
        greet();
        text("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
        read();
        text("[48,1,{},\"echo\",[\"" + "x".repeat(600) + "\"]]");
        assertThat(read()).startsWith("[8,48,1,").contains("wamp.error.payload_size_exceeded");
        text("[48,2,{},\"echo\",[\"short\"]]");
        assertThat(read()).startsWith("[50,2,");
    }

    @Test
    void an_unknown_serializer_is_error_1() throws IOException {
        send(0x7F, 0xF2, 0, 0);
        assertThat(in.readInt()).isEqualTo(0x7F100000);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void reserved_bits_in_the_handshake_are_error_3() throws IOException {
        send(0x7F, 0xF1, 0, 1);
        assertThat(in.readInt()).isEqualTo(0x7F300000);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void other_protocols_are_disconnected() throws IOException {
        send('G', 'E', 'T', ' ', '/');
        assertThat(in.read()).isEqualTo(-1);
        assertThat(router.links()).isEmpty();
    }

    @Test
    void who_does_not_greet_in_time_is_disconnected() throws IOException {
        socket.close();
        connect(Duration.ofMillis(500));
        send(0x7F);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void pings_are_answered() throws IOException {
        greet();
        send(1, 0, 0, 2, 'h', 'i');
        assertThat(in.readInt()).isEqualTo(0x02000002);
        assertThat(in.readNBytes(2)).containsExactly('h', 'i');
    }

    @Test
    void unknown_frame_types_end_the_connection() throws IOException {
        greet();
        send(0x08, 0, 0, 0);
        assertThat(read()).startsWith("[3,").contains("unknown RawSocket frame type 8", "protocol_violation");
        assertThat(in.read()).isEqualTo(-1);
        socket.close();
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed().get(0).kind()).isEqualTo(CloseReason.Kind.PROTOCOL_ERROR);
    }

    @Test
    void oversized_frames_end_the_connection() throws IOException {
        greet();
        send(0, 0, 0x10, 1);
        assertThat(read()).startsWith("[3,").contains("4096 are accepted", "wamp.error.payload_size_exceeded");
        assertThat(in.read()).isEqualTo(-1);
        socket.close();
        Awaitility.await().until(() -> router.closed().size() == 1);
        assertThat(router.closed().get(0).kind()).isEqualTo(CloseReason.Kind.TOO_BIG);
    }

    @Test
    void over_tls_the_reason_arrives_too_while_the_rest_of_a_large_frame_is_still_coming(@TempDir Path folder)
            throws Exception {
        SelfSigned certificate = SelfSigned.in(folder, "tls");
        RawSocketSettings settings = new RawSocketSettings(
                List.of(Serializers.json()), TransportLimits.defaults().withMessageBytes(5000, 5000), Keepalive.none());
        Listening listening = Await.of(new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        new ServerProtocol.RawSocket(settings, router),
                        new ServerTls(certificate.certificate(), certificate.key())));
        socket.close();
        socket = certificate.trusting().getSocketFactory().createSocket("localhost", listening.port());
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        greet();
        send(0, 0x0F, 0x42, 0x40);
        socket.getOutputStream().write(new byte[300_000]);
        assertThat(read()).startsWith("[3,").contains("a frame of 1000000 bytes; 4096 are accepted");
        assertThat(in.read()).isEqualTo(-1);
    }
}
