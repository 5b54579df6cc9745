package dev.weft.transport.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.Await;
import dev.weft.transport.CannotListen;
import dev.weft.transport.ConnectFailed;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.StubRouter;
import dev.weft.transport.server.ListenAddress;
import dev.weft.transport.server.Listening;
import dev.weft.transport.server.ServerTls;
import dev.weft.transport.server.WampServer;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.link.ClientCertificate;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {

    @TempDir
    static Path folder;

    private final Loops loops = Loops.create(1);
    private final StubRouter router = new StubRouter();
    private static SelfSigned server;
    private static SelfSigned client;
    private static SelfSigned stranger;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = SelfSigned.in(folder, "server", "localhost");
        client = SelfSigned.in(folder, "client", "machine 7");
        stranger = SelfSigned.in(folder, "stranger", "machine 7");
        certificate = server.certificate();
        key = server.key();
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private Listening listen() {
        return Await.of(new WampServer(loops)
                .listen(ListenAddress.loopback(0), Offers.webSocket(router), new ServerTls(certificate, key)));
    }

    private ClientSettings settings(String host, Listening listening) {
        return ClientSettings.of("wss://" + host + ":" + listening.port() + "/", "realm1", Serializers.msgpack());
    }

    @Test
    void a_trusted_certificate_for_the_host_is_accepted() {
        ClientSettings settings = settings("localhost", listen()).withTls(ClientTls.trusting(certificate));
        WampSession session = Await.of(new WampClient(loops).connect(settings));
        String text = "x".repeat(300_000);
        assertThat(Await.of(session.call("echo", Payload.of(text))).argument(0)).isEqualTo(text);
        assertThat(router.links().get(0).info().secure()).isTrue();
        Await.of(session.close());
    }

    @Test
    void certificates_may_be_given_as_a_text() throws Exception {
        ClientSettings settings =
                settings("localhost", listen()).withTls(ClientTls.trusting(Files.readString(certificate)));
        Await.of(Await.of(new WampClient(loops).connect(settings)).close());
        assertThat(Await.failure(new WampClient(loops)
                        .connect(settings("localhost", listen()).withTls(ClientTls.trusting("no pem")))))
                .hasMessageContaining("TLS authorities")
                .hasMessageContaining("PEM");
    }

    @Test
    void untrusted_certificates_and_other_hosts_are_refused() {
        Listening listening = listen();
        WampClient client = new WampClient(loops);
        assertThat(Await.failure(client.connect(settings("localhost", listening))))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("TLS failed");
        assertThat(Await.failure(
                        client.connect(settings("127.0.0.1", listening).withTls(ClientTls.trusting(certificate)))))
                .isInstanceOf(ConnectFailed.class)
                .hasMessageContaining("TLS failed");
    }

    @Test
    void missing_and_broken_files_are_named() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "no pem");
        WampServer server = new WampServer(loops);
        assertThat(Await.failure(server.listen(
                        ListenAddress.loopback(0), Offers.webSocket(router), new ServerTls(certificate, broken))))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining("broken.pem");
        assertThat(Await.failure(server.listen(
                        ListenAddress.loopback(0),
                        Offers.webSocket(router),
                        new ServerTls(folder.resolve("none.pem"), key))))
                .hasMessageContaining("none.pem")
                .hasMessageContaining("cannot be read");
        assertThat(Await.failure(new WampClient(loops)
                        .connect(settings("localhost", listen()).withTls(ClientTls.trusting(broken)))))
                .hasMessageContaining("broken.pem");
    }

    private ClientSettings as(SelfSigned identity, Listening listening) {
        ClientTls tls =
                ClientTls.trusting(certificate).with(new ClientTls.Identity(identity.certificate(), identity.key()));
        return settings("localhost", listening).withTls(tls);
    }

    private Listening listenForCertificates() {
        return Await.of(new WampServer(loops)
                .listen(
                        ListenAddress.loopback(0),
                        Offers.webSocket(router),
                        new ServerTls(certificate, key).withAuthorities(List.of(client.certificate()))));
    }

    @Test
    void a_server_that_asks_for_certificates_knows_who_connects() throws Exception {
        WampSession session = Await.of(new WampClient(loops).connect(as(client, listenForCertificates())));

        LinkInfo info = router.links().get(0).info();
        assertThat(info.clientCertificate())
                .isEqualTo(new ClientCertificate(
                        client.fingerprint("SHA-256"), client.fingerprint("SHA-1"), "CN=machine 7"));
        assertThat(HexFormat.of().formatHex(info.channelIds().get("tls-server-end-point")))
                .isEqualTo(server.fingerprint("SHA-256"));
        Await.of(session.close());
    }

    @Test
    @EnabledForJreRange(minVersion = 25, disabledReason = "older JDKs export no keys of TLS connections")
    void each_connection_has_an_exported_id_of_its_own() {
        ClientSettings settings = settings("localhost", listen()).withTls(ClientTls.trusting(certificate));
        WampClient connecting = new WampClient(loops);
        List<WampSession> sessions =
                List.of(Await.of(connecting.connect(settings)), Await.of(connecting.connect(settings)));

        List<byte[]> ids = router.links().stream()
                .map(link -> link.info().channelIds().get("tls-exporter"))
                .toList();
        assertThat(ids).hasSize(2).allSatisfy(id -> assertThat(id).hasSize(32));
        assertThat(ids.get(0)).isNotEqualTo(ids.get(1));
        sessions.forEach(session -> Await.of(session.close()));
    }

    @Test
    void a_server_that_asks_for_certificates_lets_nobody_in_without_one_or_with_that_of_a_stranger() {
        Listening listening = listenForCertificates();
        WampClient connecting = new WampClient(loops);

        assertThat(Await.failure(
                        connecting.connect(settings("localhost", listening).withTls(ClientTls.trusting(certificate)))))
                .isInstanceOf(ConnectFailed.class);
        assertThat(Await.failure(connecting.connect(as(stranger, listening)))).isInstanceOf(ConnectFailed.class);
        assertThat(router.links()).isEmpty();
    }

    @Test
    void a_server_that_does_not_ask_for_certificates_gets_none() {
        WampSession session = Await.of(new WampClient(loops).connect(as(client, listen())));

        assertThat(router.links().get(0).info().clientCertificate()).isNull();
        Await.of(session.close());
    }

    @Test
    void broken_authorities_and_identities_are_named() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken-ca.pem"), "no pem");
        for (Path file : List.of(broken, folder.resolve("none-ca.pem"))) {
            assertThat(Await.failure(new WampServer(loops)
                            .listen(
                                    ListenAddress.loopback(0),
                                    Offers.webSocket(router),
                                    new ServerTls(certificate, key).withAuthorities(List.of(file)))))
                    .isInstanceOf(CannotListen.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
        ClientTls tls = ClientTls.trusting(certificate).with(new ClientTls.Identity(client.certificate(), broken));
        assertThat(Await.failure(new WampClient(loops)
                        .connect(settings("localhost", listen()).withTls(tls))))
                .hasMessageContaining("broken-ca.pem");
    }
}
