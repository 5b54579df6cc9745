package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.client.ClientSettings;
import dev.weft.transport.client.ClientTls;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.ConnectionClientAuthenticator;
import dev.weft.wamp.auth.KeyDeriver;
import dev.weft.wamp.auth.ScramClientAuthenticator;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.ScramKdf;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that TLS has proved already, and SCRAM that holds on one TLS connection only. */
@Timeout(120)
class ClientCertificateIT {

    private static final byte[] SALT = HexFormat.of().parseHex("ae1f0d2f422757809077785e660b62c6");

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private static SelfSigned server;
    private static SelfSigned machine;
    private static SelfSigned other;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = SelfSigned.in(certificates, "server", "localhost");
        machine = SelfSigned.in(certificates, "machine", "machine 7");
        other = SelfSigned.in(certificates, "other", "machine 8");
    }

    @Test
    void a_certificate_says_who_connects() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            WampSession component = node.join(node.startRouter("w1"));
            node.call("worker.w1.start_router_realm_role", "realm1", "machine", Map.of("name", "machine"));
            int port = start(node, "by-sha256", tls(Map.of("certificate-sha256", machine.fingerprint("SHA-256"))));
            assertLetIn(node, port);
            int sha1 = start(node, "by-sha1", tls(Map.of("certificate-sha1", colons(machine.fingerprint("SHA-1")))));
            assertLetIn(node, sha1);
            for (int refusing : new int[] {port, sha1}) {
                assertThatThrownBy(() -> join(node, refusing, other, ConnectionClientAuthenticator.tls()))
                        .hasRootCauseInstanceOf(ApplicationError.class)
                        .hasMessageContaining("wamp.error.authentication_failed");
            }
            assertThatThrownBy(() -> join(node, port, null, ConnectionClientAuthenticator.tls()))
                    .hasMessageContaining("cannot connect");

            Queue<Dict> asked = new ConcurrentLinkedQueue<>();
            await(component.register("com.example.authenticate", Dict.empty(), call -> {
                asked.add(dict(dict(call.payload().argument(2)).get("transport")));
                return CompletableFuture.completedFuture(Payload.of(Map.of("role", "machine", "authid", "machine7")));
            }));
            int dynamic = start(
                    node,
                    "dynamic",
                    Map.of("tls", Map.of("type", "dynamic", "authenticator", "com.example.authenticate")));
            assertLetIn(node, dynamic);
            assertThat(asked.element().dict("client_cert").string("sha1"))
                    .isEqualTo(colons(machine.fingerprint("SHA-1")));
            assertThat(asked.element().dict("client_cert").string("subject")).isEqualTo("CN=machine 7");
        }
    }

    @Test
    void scram_binds_itself_to_the_connection_where_the_client_wants_it() throws Exception {
        try (RunningNode node = RunningNode.in(folder)) {
            node.startRouter("w1");
            node.call("worker.w1.start_router_realm_role", "realm1", "machine", Map.of("name", "machine"));
            ScramKeys keys = ScramKeys.derive("pencil", new ScramKeys.Cost(ScramKdf.PBKDF2, SALT, 4096, 0));
            Map<String, Object> joe = Map.of(
                    "kdf",
                    "pbkdf2",
                    "iterations",
                    4096L,
                    "memory",
                    0L,
                    "salt",
                    HexFormat.of().formatHex(SALT),
                    "stored-key",
                    HexFormat.of().formatHex(keys.storedKey()),
                    "server-key",
                    HexFormat.of().formatHex(keys.serverKey()),
                    "role",
                    "machine");
            int port =
                    start(node, "scram", Map.of("scram", Map.of("type", "static", "principals", Map.of("joe", joe))));

            assertThat(join(node, port, machine, scram("tls-server-end-point"))
                            .details()
                            .authid())
                    .isEqualTo("joe");
            assertThatThrownBy(() -> join(node, port, machine, scram("tls-unique")))
                    .hasRootCauseInstanceOf(ApplicationError.class)
                    .hasMessageContaining("channel binding of this type is not available");
        }
    }

    private static ClientAuthenticator scram(String binding) {
        return new ScramClientAuthenticator(
                ScramDialect.SPECIFICATION,
                new ScramClientAuthenticator.Login("joe", "pencil", binding),
                byte[]::new,
                KeyDeriver.on(task -> new Thread(task).start()));
    }

    private static Map<String, Object> tls(Map<String, Object> principal) {
        return Map.of(
                "tls",
                Map.of("type", "static", "default-role", "machine", "principals", Map.of("machine7", principal)));
    }

    private int start(RunningNode node, String id, Map<String, Object> auth) {
        Map<String, Object> tls = Map.of(
                "certificate",
                server.certificate().toString(),
                "key",
                server.key().toString(),
                "ca_certificates",
                List.of(machine.certificate().toString(), other.certificate().toString()));
        Map<String, Object> endpoint = Map.of("type", "tcp", "interface", "127.0.0.1", "port", 0L, "tls", tls);
        Map<String, Object> transport = Map.of("type", "websocket", "endpoint", endpoint, "auth", auth);
        return RunningNode.port(node.callForMap("worker.w1.start_router_transport", id, transport));
    }

    private void assertLetIn(RunningNode node, int port) {
        WampSession session = join(node, port, machine, ConnectionClientAuthenticator.tls());
        assertThat(session.details().authid()).isEqualTo("machine7");
        assertThat(session.details().authrole()).isEqualTo("machine");
        assertThat(session.details().authmethod()).isEqualTo("tls");
        await(session.close());
    }

    private WampSession join(RunningNode node, int port, @Nullable SelfSigned identity, ClientAuthenticator method) {
        ClientTls trusting = ClientTls.trusting(server.certificate());
        return await(node.tryJoin(ClientSettings.of("wss://localhost:" + port + "/ws", "realm1", Serializers.cbor())
                .withAuthenticators(List.of(method))
                .withTls(
                        identity == null
                                ? trusting
                                : trusting.with(new ClientTls.Identity(identity.certificate(), identity.key())))));
    }

    private static String colons(String hex) {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(HexFormat.of().parseHex(hex));
    }

    @SuppressWarnings("unchecked")
    private static Dict dict(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? Dict.of((Map<String, @Nullable Object>) map) : Dict.empty();
    }
}
