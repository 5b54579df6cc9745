package dev.weft.client;

import static dev.weft.client.TestRouter.await;
import static dev.weft.client.TestRouter.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.SelfSigned;
import dev.weft.transport.client.ClientTls;
import dev.weft.transport.server.ServerTls;
import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.ChannelBinding;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.CryptosignAuthenticator;
import dev.weft.wamp.auth.Decoys;
import dev.weft.wamp.auth.Known;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.ScramAuthenticator;
import dev.weft.wamp.auth.ScramClientAuthenticator;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.ScramKdf;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.auth.StaticCredentials;
import dev.weft.wamp.auth.StaticPrincipals;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.auth.TlsAuthenticator;
import dev.weft.wamp.auth.WampCraAuthenticator;
import dev.weft.wamp.auth.WampCraSecret;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.error.ApplicationError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.io.TempDir;

/** WAMP, "Authentication Methods": each of them over TLS, and refused with a wrong secret. */
class LoginIT {

    private static final String SEED = "01".repeat(32);
    private static final String OTHER_SEED = "02".repeat(32);

    @TempDir
    Path folder;

    private static List<Authenticator> authenticators(SelfSigned machine) throws Exception {
        Decoys decoys = Decoys.of(TestRouter::random);
        Principal joe = Principal.of("joe", "user", "none");
        String key = SigningKey.ofHex(SEED).publicKeyHex();
        List<Authenticator> all = new ArrayList<>(List.of(
                new AnonymousAuthenticator("user", TestRouter::random),
                new TicketAuthenticator(new StaticPrincipals(List.of(Principal.of("joe", "user", "secret")))),
                new WampCraAuthenticator(
                        new StaticCredentials<>(List.of(new Known<>(joe, new WampCraSecret("secret", null)))),
                        decoys,
                        TestRouter::random,
                        () -> "2026-01-02T03:04:05Z"),
                new CryptosignAuthenticator(
                        new StaticPrincipals(List.of(Principal.of("joe", "user", key))),
                        TestRouter::random,
                        ChannelBinding.STRICT),
                new TlsAuthenticator(List.of(Principal.of("joe", "user", machine.fingerprint("SHA-256"))))));
        ScramKeys keys = ScramKeys.derive("secret", new ScramKeys.Cost(ScramKdf.PBKDF2, new byte[16], 4096, 0));
        for (ScramDialect dialect : ScramDialect.values()) {
            all.add(new ScramAuthenticator(
                    dialect, new StaticCredentials<>(List.of(new Known<>(joe, keys))), decoys, TestRouter::random));
        }
        return all;
    }

    private static Map<String, ClientAuthenticator> logins(String secret, String seed) {
        Map<String, ClientAuthenticator> all = new LinkedHashMap<>();
        all.put("ticket", Login.ticket("joe", secret));
        all.put("wampcra", Login.wampCra("joe", secret));
        all.put("wamp-scram", Login.scram("joe", secret));
        all.put("scram", Login.scram(ScramDialect.CROSSBAR, ScramClientAuthenticator.Login.of("joe", secret)));
        all.put("cryptosign", Login.cryptosign("joe", seed));
        return all;
    }

    private static TestRouter listen(SelfSigned server) throws Exception {
        return TestRouter.start(authenticators(server), new ServerTls(server.certificate(), server.key()));
    }

    private static ClientBuilder overTls(TestRouter router, SelfSigned server) {
        return Client.to("wss://localhost:" + router.port() + "/")
                .realm("realm1")
                .tls(ClientTls.trusting(server.certificate()));
    }

    /** RFC 9266. That both methods succeed shows that both ends have the same id of the connection. */
    @Test
    @EnabledForJreRange(minVersion = 25, disabledReason = "older JDKs export no keys of TLS connections")
    void cryptosign_and_scram_bind_themselves_to_the_connection() throws Exception {
        SelfSigned server = SelfSigned.in(folder, "server");
        try (TestRouter router = listen(server)) {
            ClientBuilder to = overTls(router, server);

            assertThat(joined(to.login(Login.boundCryptosign("joe", SEED))).authid())
                    .isEqualTo("joe");
            assertThat(joined(to.login(Login.scram(
                                    ScramDialect.SPECIFICATION,
                                    new ScramClientAuthenticator.Login("joe", "secret", "tls-exporter"))))
                            .authid())
                    .isEqualTo("joe");
            assertThat(failure(
                            to.login(Login.boundCryptosign("joe", OTHER_SEED)).connect()))
                    .isInstanceOf(ApplicationError.class);
        }
    }

    @Test
    @EnabledForJreRange(maxVersion = 24, disabledReason = "later JDKs export keys of TLS connections")
    void a_binding_that_the_connection_does_not_have_is_refused() throws Exception {
        SelfSigned server = SelfSigned.in(folder, "server");
        try (TestRouter router = listen(server)) {
            assertThat(failure(overTls(router, server)
                            .login(Login.boundCryptosign("joe", SEED))
                            .connect()))
                    .hasMessageContaining("channel binding of this type is not available");
        }
    }

    @Test
    void every_method_lets_in_who_knows_the_secret_and_nobody_else() throws Exception {
        SelfSigned server = SelfSigned.in(folder, "server");
        SelfSigned machine = SelfSigned.in(folder, "machine", "machine 7");
        ServerTls tls =
                new ServerTls(server.certificate(), server.key()).withAuthorities(List.of(machine.certificate()));
        ClientTls trusting = ClientTls.trusting(server.certificate())
                .with(new ClientTls.Identity(machine.certificate(), machine.key()));
        try (TestRouter router = TestRouter.start(authenticators(machine), tls)) {
            ClientBuilder to = Client.to("wss://localhost:" + router.port() + "/")
                    .realm("realm1")
                    .tls(trusting);
            logins("secret", SEED)
                    .forEach((method, login) -> assertThat(joined(to.login(login)))
                            .extracting(SessionDetails::authmethod, SessionDetails::authid)
                            .containsExactly(method, "joe"));
            logins("wrong", OTHER_SEED)
                    .forEach((method, login) -> assertThat(
                                    failure(to.login(login).connect()))
                            .as(method)
                            .isInstanceOf(ApplicationError.class)
                            .hasMessageNotContaining("wrong"));
            assertThat(joined(to.login(Login.tls())).authid()).isEqualTo("joe");
            assertThat(joined(to.login(Login.anonymous())).authmethod()).isEqualTo("anonymous");
            assertThat(failure(to.login(Login.cookie()).connect())).hasMessageContaining("wamp.error");
            assertThat(failure(to.login(Login.anonymous())
                            .tls(ClientTls.defaults())
                            .connect()))
                    .hasMessageContaining("TLS failed");
        }
    }

    @Test
    void who_offers_no_method_or_names_no_realm_is_told_what_to_say() {
        TicketAuthenticator tickets =
                new TicketAuthenticator(new StaticPrincipals(List.of(Principal.of("joe", "user", "secret"))));
        try (TestRouter router = TestRouter.start(List.of(tickets), null)) {
            assertThat(failure(router.to().connect()))
                    .hasMessage(
                            "wamp.error.no_auth_method: none of the authmethods in HELLO is offered here (this client"
                                    + " asked for: anonymous). Say with .login(...) how to log in");
            assertThat(failure(router.to()
                            .login(Login.scram("joe", "secret"), Login.wampCra("joe", "secret"))
                            .connect()))
                    .hasMessageContaining("(this client asked for: wamp-scram, wampcra). Say with .login(...)")
                    .hasMessageNotContaining("secret");
        }
        try (TestRouter router = TestRouter.start()) {
            assertThat(failure(
                            Client.to("ws://127.0.0.1:" + router.port() + "/").connect()))
                    .hasMessageContaining("HELLO names no realm")
                    .hasMessageEndingWith("Say with .realm(name) which to join");
        }
    }

    private static SessionDetails joined(ClientBuilder to) {
        try (Client client = await(to.connect())) {
            return client.details().orElseThrow();
        }
    }
}
