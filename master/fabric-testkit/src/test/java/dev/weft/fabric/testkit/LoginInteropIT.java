package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.node.Node;
import dev.weft.node.NodeSettings;
import dev.weft.node.NodeTiming;
import dev.weft.wamp.auth.ScramKdf;
import dev.weft.wamp.auth.ScramKeys;
import dev.weft.wamp.auth.SigningKey;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.serializer.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Autobahn clients log in with every method that they have. */
@Timeout(180)
class LoginInteropIT {

    private static final String SECRET = "correct horse battery staple";
    private static final String SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

    /** Autobahn's {@code derive_key("secret123", "salt123", 1000, 32)}. */
    private static final String DERIVED = "Eu7CQLfR+/Ffb+275A4s9/6H/RGKYxM4s6IMrsNKzC8=";

    private static final byte[] SALT = HexFormat.of().parseHex("ae1f0d2f422757809077785e660b62c6");

    /** Argon2id, version 1.3, of the secret with that salt: 64 iterations, 512 KiB, one lane, 32 bytes. */
    private static final String HASH = "DJrwpCdurWphGh9JDXwIhSSsUGYizOZk+2krlODFAMQ";

    @TempDir
    static Path folder;

    private static Node node;
    private static int port;

    @BeforeAll
    static void up() throws Exception {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), NodeSettings.NODE_ID, "node1");
        node = Node.start(new NodeSettings(folder, environment, NodeTiming.DEFAULT));
        call("start_worker", "w1", "router", Map.of());
        call("worker.w1.start_router_realm", "realm1", Map.of("name", "realm1"));
        call("worker.w1.start_router_realm_role", "realm1", "machine", Map.of("name", "machine"));
        port = Site.freePort();
        Map<String, Object> endpoint = Map.of("type", "tcp", "interface", "127.0.0.1", "port", (long) port);
        call(
                "worker.w1.start_router_transport",
                "ws",
                Map.of("type", "websocket", "endpoint", endpoint, "auth", auth()));
    }

    @AfterAll
    static void down() {
        node.close();
    }

    private static Map<String, Object> auth() {
        String publicKey = SigningKey.ofHex(SEED).publicKeyHex();
        ScramKeys keys = ScramKeys.derive(SECRET, new ScramKeys.Cost(ScramKdf.AUTOBAHN_ARGON2ID, SALT, 64, 512));
        Map<String, Object> scram = Map.of(
                "kdf",
                "argon2id-13",
                "iterations",
                64L,
                "memory",
                512L,
                "salt",
                HexFormat.of().formatHex(SALT),
                "stored-key",
                HexFormat.of().formatHex(keys.storedKey()),
                "server-key",
                HexFormat.of().formatHex(keys.serverKey()),
                "role",
                "machine");
        Map<String, Object> salted = Map.of("secret", DERIVED, "salt", "salt123", "role", "machine");
        return Map.of(
                "anonymous", Map.of("type", "static", "role", "machine", "authid", "visitor"),
                "ticket", table("principals", Map.of("joe", Map.of("ticket", SECRET, "role", "machine"))),
                "wampcra", table("users", Map.of("joe", Map.of("secret", SECRET, "role", "machine"), "ann", salted)),
                "scram", table("principals", Map.of("joe", scram)),
                "cryptosign",
                        table(
                                "principals",
                                Map.of("joe", Map.of("authorized_keys", List.of(publicKey), "role", "machine"))));
    }

    private static Map<String, Object> table(String key, Map<String, Object> principals) {
        return Map.of("type", "static", key, principals);
    }

    private static void call(String procedure, @Nullable Object... arguments) throws Exception {
        node.session()
                .call("crossbar." + procedure, Payload.of(arguments))
                .toCompletableFuture()
                .get(40, TimeUnit.SECONDS);
    }

    private static Map<String, String> attempt(String method, String authid, String secret) {
        return new LinkedHashMap<>(Map.of("method", method, "authid", authid, "secret", secret));
    }

    private static List<Map<String, String>> attempts() {
        return new ArrayList<>(List.of(
                attempt("anonymous", "visitor", ""),
                attempt("ticket", "joe", SECRET),
                attempt("ticket", "joe", "wrong"),
                attempt("wampcra", "joe", SECRET),
                attempt("wampcra", "ann", "secret123"),
                attempt("wampcra", "joe", "wrong"),
                attempt("wampcra", "eve", SECRET),
                attempt("cryptosign", "joe", SEED),
                attempt("cryptosign", "joe", "00".repeat(32))));
    }

    private static final List<String> OUTCOMES = List.of(
            "anonymous visitor: in as visitor, machine",
            "ticket joe: in as joe, machine",
            "ticket joe: out: wamp.error.authentication_failed",
            "wampcra joe: in as joe, machine",
            "wampcra ann: in as ann, machine",
            "wampcra joe: out: wamp.error.authentication_failed",
            "wampcra eve: out: wamp.error.authentication_failed",
            "cryptosign joe: in as joe, machine",
            "cryptosign joe: out: wamp.error.authentication_failed");

    private static String url() {
        return "ws://127.0.0.1:" + port + "/ws";
    }

    @Test
    void autobahn_js_logs_in_with_every_method_that_it_has() throws Exception {
        String out = Autobahn.runModule(Autobahn.resource("/login/login.mjs"), url(), JsonText.line(attempts()));

        assertThat(out.lines()).containsAll(OUTCOMES);
    }

    @Test
    void autobahn_python_logs_in_with_every_method_that_it_has() throws Exception {
        List<Map<String, String>> all = attempts();
        for (String authid : List.of("joe", "eve")) {
            Map<String, String> scram = attempt("scram", authid, SECRET);
            scram.put("hash", HASH);
            all.add(scram);
        }

        String out = Autobahn.runScript(Autobahn.resource("/login/login.py"), url(), JsonText.line(all));

        assertThat(out.lines())
                .containsAll(OUTCOMES)
                .contains("scram joe: in as joe, machine", "scram eve: out: wamp.error.authentication_failed");
    }
}
