package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transport.Await;
import dev.weft.transport.CannotListen;
import dev.weft.transport.Keepalive;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.RawWebSocket;
import dev.weft.transport.StubRouter;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.WampClient;
import dev.weft.transport.server.ListenAddress.PortUse;
import dev.weft.transport.server.ListenAddress.Tcp;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningIT {

    @TempDir
    Path folder;

    private final Loops loops = Loops.create(1);
    private final WampServer server = new WampServer(loops);
    private final StubRouter router = new StubRouter();

    @AfterEach
    void close() {
        loops.close();
    }

    private String refusal(ListenAddress address) {
        Throwable failure = Await.failure(server.listen(address, Offers.rawSocket(router)));
        assertThat(failure).isInstanceOf(CannotListen.class);
        return String.valueOf(failure.getMessage());
    }

    @Test
    void a_port_in_use_is_named_with_a_remedy() {
        Listening first = Await.of(server.listen(ListenAddress.loopback(0), Offers.rawSocket(router)));
        assertThat(refusal(ListenAddress.loopback(first.port())))
                .startsWith("cannot listen at tcp:127.0.0.1:" + first.port())
                .contains("already in use", "another port");
        Await.of(first.close());
        Await.of(server.listen(ListenAddress.loopback(first.port()), Offers.rawSocket(router)));
    }

    @Test
    void foreign_addresses_and_unknown_hosts_are_explained() {
        assertThat(refusal(new Tcp("192.0.2.1", 0, 50, PortUse.EXCLUSIVE))).contains("no address of this machine");
        assertThat(refusal(new Tcp("no.such.host.invalid", 0, 50, PortUse.EXCLUSIVE)))
                .contains("no address of this machine");
    }

    @Test
    void a_shared_port_takes_more_than_one_listener() {
        Listening first =
                Await.of(server.listen(new Tcp("127.0.0.1", 0, 50, PortUse.SHARED), Offers.rawSocket(router)));
        Listening second = Await.of(
                server.listen(new Tcp("127.0.0.1", first.port(), 50, PortUse.SHARED), Offers.rawSocket(router)));
        assertThat(second.port()).isEqualTo(first.port());
    }

    @Test
    void a_socket_file_is_private_replaced_when_stale_and_removed_at_the_end() throws IOException {
        Path path = folder.resolve("socket");
        try (Loops crashed = Loops.create(1)) {
            Await.of(new WampServer(crashed).listen(ListenAddress.unix(path), Offers.rawSocket(router)));
            Files.move(path, folder.resolve("kept"));
        }
        Files.move(folder.resolve("kept"), path);

        Listening listening = Await.of(server.listen(ListenAddress.unix(path), Offers.rawSocket(router)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(refusal(ListenAddress.unix(path))).contains("already in use");
        Await.of(listening.close());
        assertThat(path).doesNotExist();
    }

    @Test
    void files_that_are_no_sockets_are_left_alone() throws IOException {
        Path path = Files.writeString(folder.resolve("precious"), "data");
        assertThat(refusal(ListenAddress.unix(path))).contains("no socket");
        assertThat(path).hasContent("data");
    }

    @Test
    void long_paths_are_refused() {
        assertThat(refusal(ListenAddress.unix(folder.resolve("x".repeat(120))))).contains("107 bytes");
    }

    @Test
    void connections_outlive_the_end_of_listening_unless_asked() {
        Listening listening = Await.of(server.listen(ListenAddress.loopback(0), Offers.webSocket(router)));
        ClientSettings settings =
                ClientSettings.of("ws://127.0.0.1:" + listening.port() + "/", "realm1", Serializers.json());
        WampSession session = Await.of(new WampClient(loops).connect(settings));
        Await.of(listening.close());
        assertThat(Await.of(session.call("echo", Payload.of("x"))).argument(0)).isEqualTo("x");
        Await.of(listening.closeAll(new CloseReason(CloseReason.Kind.GOING_AWAY, "stopped")));
        assertThat(Await.of(session.closed())).isEqualTo("wamp.close.transport_lost");
        assertThat(listening.connections()).isZero();
    }

    @Test
    void connections_beyond_the_bound_are_turned_away() throws IOException {
        TransportLimits limits = TransportLimits.defaults().withConnections(1);
        WebSocketSettings settings = new WebSocketSettings(Serializers.all(), limits, Keepalive.none(), List.of("*"));
        Listening listening =
                Await.of(server.listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
        try (RawWebSocket first = RawWebSocket.open(listening.port())) {
            try (RawWebSocket second = RawWebSocket.connect(listening.port())) {
                assertThat(second.atEnd()).isTrue();
            }
            first.frame(0x88, new byte[0]).closeCode();
        }
        Awaitility.await().until(() -> listening.connections() == 0);
        RawWebSocket.open(listening.port()).close();
    }

    private Listening listen(TransportLimits limits) {
        WebSocketSettings settings = new WebSocketSettings(Serializers.all(), limits, Keepalive.none(), List.of("*"));
        return Await.of(server.listen(ListenAddress.loopback(0), new ServerProtocol.WebSocket(settings, router)));
    }

    @Test
    void connections_of_one_address_beyond_its_bound_are_turned_away() throws IOException {
        Listening listening = listen(TransportLimits.defaults().withPerAddress(2, 100));
        try (RawWebSocket first = RawWebSocket.open(listening.port());
                RawWebSocket second = RawWebSocket.open(listening.port())) {
            try (RawWebSocket third = RawWebSocket.connect(listening.port())) {
                assertThat(third.atEnd()).isTrue();
            }
            assertThat(first.text("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]")
                            .read()
                            .text())
                    .startsWith("[2,");
            second.frame(0x88, new byte[0]).closeCode();
            Awaitility.await().until(() -> listening.connections() == 1);
            RawWebSocket.open(listening.port()).close();
        }
    }

    @Test
    void an_address_that_fails_to_authenticate_too_often_is_turned_away_and_those_it_has_stay() throws IOException {
        Listening listening = listen(TransportLimits.defaults().withPerAddress(100, 3));
        try (RawWebSocket stays = RawWebSocket.open(listening.port())) {
            assertThat(stays.text("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]")
                            .read()
                            .text())
                    .startsWith("[2,");
            boolean refused = false;
            for (int i = 0; i < 100 && !refused; i++) {
                try (RawWebSocket guesser = RawWebSocket.connect(listening.port())) {
                    String answer = guesser.upgrade("Sec-WebSocket-Protocol: wamp.2.json\r\n");
                    refused = answer.isEmpty();
                    if (!refused) {
                        guesser.text("[1,\"ticket\",{\"roles\":{\"caller\":{}}}]");
                        guesser.text("[5,\"guess" + i + "\",{}]");
                        assertThat(guesser.read().text()).startsWith("[4,");
                        assertThat(guesser.read().text()).startsWith("[3,");
                    }
                } catch (SocketException reset) {
                    refused = true;
                }
            }
            assertThat(refused).isTrue();
            assertThat(stays.text("[48,1,{},\"echo\"]").read().text()).startsWith("[50,1,");
        }
    }

    @Test
    void who_sends_too_many_messages_is_read_more_slowly_and_loses_none() throws IOException {
        Listening listening = listen(TransportLimits.defaults().withMessagesPerSecond(2000));
        try (RawWebSocket client = RawWebSocket.open(listening.port())) {
            client.text("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]");
            for (int i = 0; i < 6000; i++) {
                client.text("[48,1,{},\"echo\"]");
            }
            assertThat(client.read().text()).startsWith("[2,");
            for (int i = 0; i < 6000; i++) {
                assertThat(client.read().text()).startsWith("[50,1,");
            }
        }
    }
}
