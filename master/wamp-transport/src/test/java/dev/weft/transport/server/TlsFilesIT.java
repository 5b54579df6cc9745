package dev.weft.transport.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.Await;
import dev.weft.transport.CannotListen;
import dev.weft.transport.Loops;
import dev.weft.transport.Offers;
import dev.weft.transport.StubRouter;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ClientTls;
import dev.weft.transport.client.WampClient;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesIT {

    @TempDir
    static Path made;

    private static SelfSigned first;
    private static SelfSigned second;

    @TempDir
    Path folder;

    private final Loops loops = Loops.create(2);
    private final StubRouter router = new StubRouter();
    private final WampClient client = new WampClient(loops);
    private SelfSigned used;
    private int port;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = SelfSigned.in(made, "first");
        second = SelfSigned.in(made, "second");
    }

    @BeforeEach
    void copy() throws Exception {
        used = new SelfSigned(folder.resolve("tls.crt"), folder.resolve("tls.key"), first.der());
        Files.copy(first.certificate(), used.certificate());
        Files.copy(first.key(), used.key());
    }

    @AfterEach
    void close() {
        loops.close();
    }

    private void listen(ServerTls tls) {
        port = Await.of(new WampServer(loops).listen(ListenAddress.loopback(0), Offers.universal(router), tls))
                .port();
    }

    private ClientSettings settings(ClientTls tls) {
        return ClientSettings.of("wss://localhost:" + port + "/ws", "realm1", Serializers.cbor())
                .withTls(tls);
    }

    private static ServerTls tls(SelfSigned made) {
        return new ServerTls(made.certificate(), made.key());
    }

    private boolean serves(SelfSigned certificate) {
        try {
            Await.of(client.connect(settings(ClientTls.trusting(certificate.certificate())))
                    .thenCompose(WampSession::close));
            return true;
        } catch (AssertionError refused) {
            return false;
        }
    }

    @Test
    void a_changed_certificate_is_used_for_new_connections_while_old_ones_go_on() throws Exception {
        listen(tls(used));
        WampSession old = Await.of(client.connect(settings(ClientTls.trusting(first.certificate()))));
        String both = Files.readString(first.certificate()) + Files.readString(second.certificate());
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger connected = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        Thread load = new Thread(() -> {
            while (!done.get()) {
                Await.of(client.connect(settings(ClientTls.trusting(both))).thenCompose(WampSession::close));
                connected.incrementAndGet();
            }
        });
        load.setUncaughtExceptionHandler((thread, failure) -> failed.incrementAndGet());
        load.start();

        // One after the other: in between they do not belong together, and what was read before stays in use.
        replace(second.certificate(), used.certificate());
        replace(second.key(), used.key());

        Awaitility.await().until(() -> serves(second));
        int before = connected.get();
        Awaitility.await().until(() -> connected.get() > before + 3 || failed.get() > 0);
        done.set(true);
        load.join();
        assertThat(failed).hasValue(0);
        assertThat(serves(first)).isFalse();
        assertThat(Await.of(old.call("echo", Payload.of("still here"))).argument(0))
                .isEqualTo("still here");
    }

    private static void replace(Path from, Path to) throws Exception {
        Path beside = to.resolveSibling(to.getFileName() + ".new");
        Files.copy(from, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void files_that_cannot_be_used_change_nothing_until_they_can() throws Exception {
        listen(tls(used));
        Files.writeString(used.certificate(), "half a file");
        Files.delete(used.key());
        assertThat(serves(first)).isTrue();
        Files.copy(second.certificate(), used.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(second.key(), used.key());
        Awaitility.await().until(() -> serves(second));
    }

    @Test
    void a_key_that_is_not_that_of_the_certificate_is_refused() {
        assertThat(Await.failure(new WampServer(loops)
                        .listen(
                                ListenAddress.loopback(0),
                                Offers.universal(router),
                                new ServerTls(first.certificate(), second.key()))))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining("belong together");
    }

    @Test
    void other_text_in_the_files_does_not_matter() throws Exception {
        Files.writeString(
                used.certificate(), "Subject: CN=localhost -- made by hand\n" + Files.readString(first.certificate()));
        Files.writeString(
                used.key(),
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + Files.readString(first.key()));
        listen(tls(used));
        assertThat(serves(first)).isTrue();
    }

    @Test
    void the_chain_may_be_in_files_of_its_own() {
        listen(tls(first).withChain(List.of(second.certificate())));
        assertThat(serves(first)).isTrue();
        assertThat(Await.failure(new WampServer(loops)
                        .listen(
                                ListenAddress.loopback(0),
                                Offers.universal(router),
                                tls(first).withChain(List.of(folder.resolve("none.pem"))))))
                .hasMessageContaining("none.pem")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void ciphers_have_the_names_of_openssl() {
        listen(tls(first).withCiphers(List.of("ECDHE-ECDSA-AES128-GCM-SHA256", "DHE-RSA-AES256-SHA256")));
        assertThat(serves(first)).isTrue();
        assertThat(CipherNames.ofJdk(List.of("ECDHE-RSA-CHACHA20-POLY1305", "DHE-RSA-AES256-GCM-SHA384")))
                .contains("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384")
                .contains("TLS_AES_256_GCM_SHA384");
        assertThat(Await.failure(new WampServer(loops)
                        .listen(
                                ListenAddress.loopback(0),
                                Offers.universal(router),
                                tls(first).withCiphers(List.of("HIGH")))))
                .isInstanceOf(CannotListen.class)
                .hasMessageContaining("HIGH");
    }
}
