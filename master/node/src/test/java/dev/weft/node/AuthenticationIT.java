package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static dev.weft.node.RunningNode.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transport.client.ClientSettings;
import dev.weft.wamp.auth.AnonymousClientAuthenticator;
import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.KeyDeriver;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.ScramClientAuthenticator;
import dev.weft.wamp.auth.ScramClientAuthenticator.Login;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.ScramKdf;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.auth.WampCraClientAuthenticator;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.Serializers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each method of authentication through real sockets, with a static table and with a procedure that decides. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthenticationIT {

    private static final String SECRET = "correct horse battery staple";
    private static final SigningKey KEY = Keys.generate(AuthenticationIT::random);
    private static final byte[] SALT = HexFormat.of().parseHex("ae1f0d2f422757809077785e660b62c6");

    private final ExecutorService work = Executors.newSingleThreadExecutor();
    private final KeyDeriver deriver = KeyDeriver.on(work::execute);
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private RunningNode node;
    private int open;

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @BeforeAll
    void up(@TempDir Path folder) {
        node = RunningNode.in(folder);
        open = node.startRouter("w1");
        node.call("worker.w1.start_router_realm_role", "realm1", "machine", Map.of("name", "machine"));
        start(
                "static",
                Map.of(
                        "ticket", fixed("principals", Map.of("joe", Map.of("ticket", SECRET, "role", "machine"))),
                        "wampcra",
                                fixed(
                                        "users",
                                        Map.of(
                                                "joe", Map.of("secret", SECRET, "role", "machine"),
                                                "ann",
                                                        Map.of(
                                                                "secret",
                                                                        "Eu7CQLfR+/Ffb+275A4s9/6H/RGKYxM4s6IMrsNKzC8=",
                                                                "salt", "salt123",
                                                                "role", "machine"))),
                        "scram",
                                fixed(
                                        "principals",
                                        Map.of(
                                                "joe", scram(ScramKdf.PBKDF2, 4096, 0),
                                                "ann", scram(ScramKdf.AUTOBAHN_ARGON2ID, 64, 512),
                                                "eva", scram(ScramKdf.ARGON2ID13, 64, 512))),
                        "cryptosign",
                                fixed(
                                        "principals",
                                        Map.of(
                                                "joe",
                                                Map.of(
                                                        "authorized_keys",
                                                        List.of(KEY.publicKeyHex()),
                                                        "role",
                                                        "machine")))));
        Map<String, Object> dynamic = new LinkedHashMap<>();
        for (String method : List.of("anonymous", "ticket", "wampcra", "scram", "cryptosign")) {
            dynamic.put(method, Map.of("type", "dynamic", "authenticator", "com.example.authenticate." + method));
        }
        start("dynamic", dynamic);
        start(
                "elsewhere",
                Map.of(
                        "ticket",
                        Map.of(
                                "type", "dynamic",
                                "authenticator", "com.example.authenticate.ticket",
                                "authenticator-realm", "realm1")));
    }

    @AfterAll
    void down() {
        node.close();
        work.shutdownNow();
    }

    private void start(String id, Map<String, Object> auth) {
        Map<String, Object> transport = Map.of("type", "websocket", "endpoint", RunningNode.endpoint(), "auth", auth);
        ports.put(id, RunningNode.port(node.callForMap("worker.w1.start_router_transport", id, transport)));
    }

    private static Map<String, Object> fixed(String key, Map<String, ?> table) {
        return Map.of("type", "static", key, table);
    }

    private static Map<String, Object> scram(ScramKdf kdf, int iterations, int memory) {
        ScramKeys keys = ScramKeys.derive(SECRET, new ScramKeys.Cost(kdf, SALT, iterations, memory));
        return Map.of(
                "kdf", kdf.wireName(),
                "iterations", (long) iterations,
                "memory", (long) memory,
                "salt", HexFormat.of().formatHex(SALT),
                "stored-key", HexFormat.of().formatHex(keys.storedKey()),
                "server-key", HexFormat.of().formatHex(keys.serverKey()),
                "role", "machine");
    }

    private WampSession join(String transport, ClientAuthenticator method) {
        return join(transport, "realm1", method);
    }

    private WampSession join(String transport, @Nullable String realm, ClientAuthenticator method) {
        String url = "ws://127.0.0.1:" + ports.get(transport) + "/ws";
        return await(
                node.tryJoin(ClientSettings.of(url, realm, Serializers.cbor()).withAuthenticators(List.of(method))));
    }

    private ClientAuthenticator scram(ScramDialect dialect, String authid, String password) {
        return new ScramClientAuthenticator(dialect, Login.of(authid, password), AuthenticationIT::random, deriver);
    }

    private ClientAuthenticator wampcra(String authid, String secret) {
        return new WampCraClientAuthenticator(authid, secret, deriver);
    }

    private void assertLetIn(WampSession session, String authid, String provider) {
        assertThat(session.details().authid()).isEqualTo(authid);
        assertThat(session.details().authrole()).isEqualTo("machine");
        assertThat(session.details().authprovider()).isEqualTo(provider);
        await(session.close());
    }

    private void assertRefused(String transport, ClientAuthenticator method, String uri, String text) {
        assertThatThrownBy(() -> join(transport, method))
                .hasRootCauseInstanceOf(ApplicationError.class)
                .hasMessageContaining(uri)
                .hasMessageContaining(text);
    }

    @Test
    void who_proves_what_the_configuration_says_is_let_in() {
        assertLetIn(join("static", new TicketClientAuthenticator("joe", SECRET)), "joe", "static");
        assertLetIn(join("static", new CryptosignClientAuthenticator("joe", KEY)), "joe", "static");
        assertLetIn(join("static", wampcra("joe", SECRET)), "joe", "static");
        assertLetIn(join("static", wampcra("ann", "secret123")), "ann", "static");
        for (ScramDialect dialect : ScramDialect.values()) {
            for (String authid : List.of("joe", "ann", "eva")) {
                assertLetIn(join("static", scram(dialect, authid, SECRET)), authid, "static");
            }
        }
    }

    @Test
    void a_wrong_secret_and_somebody_unknown_are_refused_alike() {
        String uri = "wamp.error.authentication_failed";
        String text = "the credentials are not valid";
        for (String authid : List.of("joe", "ann", "eva", "nobody")) {
            assertRefused("static", wampcra(authid, "wrong"), uri, text);
            assertRefused("static", scram(ScramDialect.CROSSBAR, authid, "wrong"), uri, text);
            assertRefused("static", scram(ScramDialect.SPECIFICATION, authid, "wrong"), uri, text);
        }
        assertRefused("static", new AnonymousClientAuthenticator(), "wamp.error.no_auth_method", "offered");
    }

    @Test
    void a_procedure_decides_who_is_let_in() {
        WampSession component = node.join(open);
        List<Dict> asked = new CopyOnWriteArrayList<>();
        offer(component, "anonymous", asked, (authid, details) -> "machine");
        offer(component, "ticket", asked, (authid, details) -> {
            if (!SECRET.equals(details.get("ticket"))) {
                throw ApplicationError.of("com.example.denied", "no such ticket here");
            }
            return Map.of("role", "machine", "authid", "known-as-" + authid, "extra", Map.of("site", "A"));
        });
        offer(component, "wampcra", asked, (authid, details) -> Map.of("role", "machine", "secret", SECRET));
        offer(component, "scram", asked, (authid, details) -> scram(ScramKdf.PBKDF2, 4096, 0));
        offer(
                component,
                "cryptosign",
                asked,
                (authid, details) ->
                        Map.of("role", "machine", "authid", "by-key", "pubkey", KEY.publicKeyHex(), "realm", "realm1"));

        WampSession anonymous = join("dynamic", new AnonymousClientAuthenticator());
        assertLetIn(anonymous, anonymous.details().authid(), "dynamic");
        WampSession ticket = join("dynamic", new TicketClientAuthenticator("joe", SECRET));
        assertThat(ticket.details().authextra()).isEqualTo(Dict.of("site", "A"));
        assertLetIn(ticket, "known-as-joe", "dynamic");
        assertLetIn(join("dynamic", wampcra("joe", SECRET)), "joe", "dynamic");
        for (ScramDialect dialect : ScramDialect.values()) {
            assertLetIn(join("dynamic", scram(dialect, "joe", SECRET)), "joe", "dynamic");
        }
        assertLetIn(join("dynamic", new CryptosignClientAuthenticator(null, KEY)), "by-key", "dynamic");

        assertRefused(
                "dynamic", new TicketClientAuthenticator("joe", "x"), "com.example.denied", "no such ticket here");
        assertRefused(
                "dynamic",
                wampcra("joe", "wrong"),
                "wamp.error.authentication_failed",
                "the credentials are not valid");
        assertRefused(
                "dynamic",
                new CryptosignClientAuthenticator("joe", Keys.generate(AuthenticationIT::random)),
                "wamp.error.authentication_failed",
                "the credentials are not valid");

        Dict ofTicket = asked.get(1);
        assertThat(ofTicket.string("authmethod")).isEqualTo("ticket");
        assertThat(ofTicket.string("authid")).isEqualTo("joe");
        assertThat(ofTicket.integer("session")).isPositive();
        assertThat(ofTicket.dict("transport").string("type")).isEqualTo("websocket");
        assertThat(ofTicket.dict("transport").string("peer")).startsWith("tcp4:127.0.0.1:");
        await(component.close());
    }

    @Test
    void an_authenticator_decides_the_realm_of_those_who_name_none() {
        WampSession component = node.join(open);
        offer(
                component,
                "ticket",
                new ArrayList<>(),
                (authid, details) -> Map.of("role", "machine", "realm", "realm1"));

        WampSession session = join("elsewhere", null, new TicketClientAuthenticator("joe", SECRET));

        assertThat(session.details().realm()).isEqualTo("realm1");
        assertLetIn(session, "joe", "dynamic");
        await(component.close());
    }

    @Test
    void an_authenticator_that_is_not_there_or_answers_nonsense_lets_nobody_in() {
        assertRefused("dynamic", new AnonymousClientAuthenticator(), "wamp.error.no_such_procedure", "");
        WampSession component = node.join(open);
        Map<String, @Nullable Object> answers = new LinkedHashMap<>();
        answers.put("wamp.error.authentication_failed", 42L);
        answers.put("wamp.error.no_such_role", Map.of("authid", "joe"));
        answers.forEach((uri, answer) -> {
            WampSession.Registration offered =
                    offer(component, "anonymous", new ArrayList<>(), (authid, details) -> answer);
            assertRefused("dynamic", new AnonymousClientAuthenticator(), uri, "");
            await(offered.unregister());
        });
        for (String role : List.of("trusted", "unheard-of")) {
            WampSession.Registration offered =
                    offer(component, "anonymous", new ArrayList<>(), (authid, details) -> role);
            assertRefused("dynamic", new AnonymousClientAuthenticator(), "wamp.error.no_such_role", "");
            await(offered.unregister());
        }
        WampSession.Registration failing = offer(component, "wampcra", new ArrayList<>(), (authid, details) -> {
            throw new IllegalStateException("the database's password is x");
        });
        assertRefused("dynamic", wampcra("joe", SECRET), "wamp.error.runtime_error", "");
        await(failing.unregister());
        WampSession.Registration secretless =
                offer(component, "wampcra", new ArrayList<>(), (authid, details) -> "machine");
        assertRefused("dynamic", wampcra("joe", SECRET), "wamp.error.authentication_failed", "has no secret");
        await(secretless.unregister());
        await(component.close());
    }

    @Test
    void a_configuration_that_makes_no_sense_is_refused_and_shows_no_secret() {
        Map<String, Object> keys = new LinkedHashMap<>(scram(ScramKdf.PBKDF2, 4096, 0));
        keys.put("stored-key", "canary-" + SECRET);
        assertThatThrownBy(() -> start("bad", Map.of("scram", fixed("principals", Map.of("joe", keys)))))
                .hasMessageContaining("crossbar.error.invalid_configuration")
                .hasMessageContaining("'stored-key' must be hex digits")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> start("bad", Map.of("wampcra", fixed("users", Map.of("joe", Map.of("secret", ""))))))
                .hasMessageContaining("it is empty");
        Map<?, ?> config =
                map(node.callForMap("worker.w1.get_router_transport", "static").get("config"));
        assertThat(config.toString()).contains("***").doesNotContain(SECRET).doesNotContain("Eu7CQ");
    }

    /** What a component does as an authenticator. */
    @FunctionalInterface
    private interface Decider {
        @Nullable
        Object decide(@Nullable String authid, Map<?, ?> details);
    }

    private static WampSession.Registration offer(
            WampSession component, String method, List<Dict> asked, Decider decider) {
        return await(component.register("com.example.authenticate." + method, Dict.empty(), call -> {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> details = (Map<String, @Nullable Object>)
                    Objects.requireNonNull(call.payload().argument(2));
            asked.add(Dict.of(details));
            return CompletableFuture.completedFuture(
                    Payload.of(decider.decide((String) call.payload().argument(1), details)));
        }));
    }
}
