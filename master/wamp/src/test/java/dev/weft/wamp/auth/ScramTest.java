package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Ask;
import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.auth.ScramClientAuthenticator.Login;
import dev.weft.wamp.auth.ScramKeys.Cost;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScramTest {

    private static final KeyDeriver HERE = KeyDeriver.on(Runnable::run);
    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    private static final Map<ScramKdf, ScramKeys> KEYS = new HashMap<>();

    /** RFC 7677, chapter 3. */
    private static final String RFC_CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";

    private static final String RFC_NONCE = RFC_CLIENT_NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String RFC_PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String RFC_SIGNATURE = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

    private int drawn;

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        bytes[0] = (byte) ++drawn;
        return bytes;
    }

    @Test
    void the_client_proves_the_password_as_in_the_rfc_and_checks_the_router() {
        ClientAuthenticator client = client(
                        ScramDialect.SPECIFICATION,
                        Login.of("user", "pencil"),
                        count -> Base64.getDecoder().decode(RFC_CLIENT_NONCE))
                .forOneJoin();
        assertThat(client.authextra().string("nonce")).isEqualTo(RFC_CLIENT_NONCE);

        Authenticate answer = now(client.answer(
                challenge(Map.of(
                        "nonce", RFC_NONCE, "salt", "W22ZaJ0SNY7soEsUEjb6gQ==", "kdf", "pbkdf2", "iterations", 4096L)),
                LinkInfo.local()));

        assertThat(answer.signature()).isEqualTo(RFC_PROOF);
        assertThat(answer.extra().string("nonce")).isEqualTo(RFC_NONCE);
        assertThatCode(() -> client.onWelcome(Dict.of("verifier", RFC_SIGNATURE)))
                .doesNotThrowAnyException();
        assertThatCode(() -> client.onWelcome(Dict.of("verifier", "v=" + RFC_SIGNATURE)))
                .doesNotThrowAnyException();
        for (Dict wrong : List.of(
                Dict.empty(), Dict.of("verifier", ""), Dict.of("verifier", RFC_PROOF), Dict.of("verifier", "v=?"))) {
            assertThatThrownBy(() -> client.onWelcome(wrong)).isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void the_router_checks_the_proof_as_in_the_rfc() {
        ScramKeys keys = keys(ScramKdf.PBKDF2);
        ScramExchange.Said said = new ScramExchange.Said(RFC_CLIENT_NONCE, RFC_NONCE, "W22ZaJ0SNY7soEsUEjb6gQ==", 4096);
        ScramExchange exchange = ScramExchange.of(ScramDialect.SPECIFICATION, "user", said, ScramBinding.NONE);

        assertThat(exchange.proves(Base64.getDecoder().decode(RFC_PROOF), keys.storedKey()))
                .isTrue();
        assertThat(exchange.proves(new byte[32], keys.storedKey())).isFalse();
        assertThat(exchange.proves(new byte[0], keys.storedKey())).isFalse();
        assertThat(Base64.getEncoder().encodeToString(exchange.serverSignature(keys.serverKey())))
                .isEqualTo(RFC_SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource(ScramKdf.class)
    void who_knows_the_password_is_let_in_with_either_function_in_either_dialect(ScramKdf kdf) {
        for (ScramDialect dialect : ScramDialect.values()) {
            Exchange exchange = new Exchange(dialect, kdf, Login.of("user", "pencil"), LinkInfo.local());

            Accept accept = (Accept) exchange.step();

            assertThat(accept.authid()).isEqualTo("user");
            assertThat(accept.authextra().values()).containsOnlyKeys(dialect.verifierKey());
            assertThatCode(() -> exchange.client.onWelcome(accept.authextra())).doesNotThrowAnyException();
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        for (ScramDialect dialect : ScramDialect.values()) {
            Step wrong = new Exchange(dialect, ScramKdf.PBKDF2, Login.of("user", "pencils"), LinkInfo.local()).step();

            assertThat(wrong).isInstanceOf(Deny.class);
            assertThat(new Exchange(dialect, ScramKdf.PBKDF2, Login.of("eve", "pencil"), LinkInfo.local()).step())
                    .isEqualTo(wrong);
        }
    }

    @Test
    void a_stranger_is_challenged_like_somebody_who_exists_and_always_with_the_same_salt() {
        ScramAuthenticator router = router(ScramDialect.CROSSBAR, ScramKdf.PBKDF2);
        Dict known = ask(router, "user", Dict.of("nonce", "egVDf3DMJh0=")).extra();
        Dict first = ask(router, "eve", Dict.of("nonce", "egVDf3DMJh0=")).extra();
        Dict again = ask(router, "eve", Dict.of("nonce", "egVDf3DMJh0=")).extra();
        Dict other = ask(router, "bob", Dict.of("nonce", "egVDf3DMJh0=")).extra();

        assertThat(first.values().keySet()).isEqualTo(known.values().keySet());
        assertThat(first.get("iterations")).isEqualTo(known.get("iterations"));
        assertThat(first.string("salt"))
                .hasSameSizeAs(String.valueOf(known.string("salt")))
                .isEqualTo(again.string("salt"))
                .isNotEqualTo(other.string("salt"));
        assertThat(first.string("nonce")).isNotEqualTo(again.string("nonce"));
    }

    @Test
    void the_channel_is_part_of_the_proof_where_the_client_wants_it() {
        Login bound = new Login("user", "pencil", "tls-server-end-point");
        LinkInfo here = tls((byte) 1);

        assertThat(new Exchange(ScramDialect.SPECIFICATION, ScramKdf.PBKDF2, bound, here).step())
                .isInstanceOf(Accept.class);
        Exchange between = new Exchange(ScramDialect.SPECIFICATION, ScramKdf.PBKDF2, bound, here);
        Authenticate elsewhere =
                now(between.client.answer(new Challenge("wamp-scram", between.ask.extra()), tls((byte) 2)));
        assertThat(now(between.ask.verifier().verify(elsewhere))).isInstanceOf(Deny.class);
    }

    @Test
    void channel_binding_that_the_connection_does_not_have_is_refused() {
        Hello hello = new Hello(
                "line",
                Dict.of("authid", "user")
                        .with("authextra", Map.of("nonce", "egVDf3DMJh0=", "channel_binding", "tls-unique")));

        assertThat(now(router(ScramDialect.SPECIFICATION, ScramKdf.PBKDF2).hello(Applicant.of(hello, tls((byte) 1)))))
                .isInstanceOf(Deny.class);
    }

    @Test
    void a_client_without_authid_or_nonce_is_refused() {
        ScramAuthenticator router = router(ScramDialect.SPECIFICATION, ScramKdf.PBKDF2);
        for (Dict details : List.of(
                Dict.empty(),
                Dict.of("authid", "user"),
                Dict.of("authid", "user").with("authextra", Map.of("nonce", "not base64!")),
                Dict.of("authid", "user").with("authextra", Map.of("nonce", "AAAA")),
                Dict.of("authid", "user").with("authextra", Map.of("nonce", "A".repeat(400))),
                Dict.of("authextra", Map.of("nonce", "egVDf3DMJh0=")),
                Dict.of("authid", "\u0007").with("authextra", Map.of("nonce", "egVDf3DMJh0=")))) {
            assertThat(now(router.hello(Applicant.of(new Hello("line", details), LinkInfo.local()))))
                    .isInstanceOf(Deny.class);
        }
    }

    @Test
    void an_answer_of_another_exchange_is_refused() {
        Exchange first =
                new Exchange(ScramDialect.SPECIFICATION, ScramKdf.PBKDF2, Login.of("user", "pencil"), LinkInfo.local());
        Exchange second =
                new Exchange(ScramDialect.SPECIFICATION, ScramKdf.PBKDF2, Login.of("user", "pencil"), LinkInfo.local());

        assertThat(now(second.ask.verifier().verify(first.answer))).isInstanceOf(Deny.class);
        Authenticate relabelled = new Authenticate(first.answer.signature(), second.answer.extra());
        assertThat(now(second.ask.verifier().verify(relabelled))).isInstanceOf(Deny.class);
        Authenticate garbage = new Authenticate("no base64!", second.answer.extra());
        assertThat(now(second.ask.verifier().verify(garbage))).isInstanceOf(Deny.class);
    }

    @Test
    void a_client_does_not_answer_what_makes_no_sense_or_costs_too_much() {
        Dict good = ask(
                        router(ScramDialect.CROSSBAR, ScramKdf.PBKDF2),
                        "user",
                        Dict.of("nonce", "AQAAAAAAAAAAAAAAAAAAAA=="))
                .extra();
        ClientAuthenticator client = client(ScramDialect.CROSSBAR, Login.of("user", "pencil"), count -> {
                    byte[] bytes = new byte[count];
                    bytes[0] = 1;
                    return bytes;
                })
                .forOneJoin();
        assertThatCode(() -> client.answer(new Challenge("scram", good), LinkInfo.local()))
                .doesNotThrowAnyException();
        for (Dict bad : List.of(
                Dict.empty(),
                good.with("nonce", "AgAAAAAAAAAAAAAAAAAAAAAA"),
                good.with("nonce", "AQAAAAAAAAAAAAAAAAAAAA=="),
                good.with("salt", "AAAA"),
                good.with("kdf", "md5"),
                good.with("iterations", 1L),
                good.with("iterations", Long.MAX_VALUE),
                good.with("kdf", "argon2id-13"),
                good.with("kdf", "argon2id-13").with("memory", Long.MAX_VALUE))) {
            assertThatThrownBy(() -> client.answer(new Challenge("scram", bad), LinkInfo.local()))
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    @Test
    void a_client_that_comes_again_derives_its_key_once() {
        AtomicInteger derivations = new AtomicInteger();
        ClientAuthenticator client = new ScramClientAuthenticator(
                ScramDialect.CROSSBAR, Login.of("user", "pencil"), this::random, KeyDeriver.on(task -> {
                    derivations.incrementAndGet();
                    task.run();
                }));
        ScramAuthenticator router = router(ScramDialect.CROSSBAR, ScramKdf.PBKDF2);

        for (int i = 0; i < 3; i++) {
            ClientAuthenticator join = client.forOneJoin();
            Ask ask = ask(router, "user", join.authextra());
            Authenticate answer = now(join.answer(new Challenge("scram", ask.extra()), LinkInfo.local()));
            assertThat(now(ask.verifier().verify(answer))).isInstanceOf(Accept.class);
        }

        assertThat(derivations).hasValue(1);
    }

    @Test
    void passwords_and_keys_are_not_shown() {
        assertThat(Login.of("user", "pencil").toString()).doesNotContain("pencil");
        assertThat(keys(ScramKdf.PBKDF2).toString()).isEqualTo("ScramKeys[pbkdf2]");
    }

    /** One exchange up to the client's answer. */
    private final class Exchange {

        final ClientAuthenticator client;
        final Ask ask;
        final Authenticate answer;

        Exchange(ScramDialect dialect, ScramKdf kdf, Login login, LinkInfo link) {
            client = client(dialect, login, ScramTest.this::random).forOneJoin();
            Hello hello = new Hello(
                    "line",
                    Dict.of("authid", client.authid())
                            .with("authextra", client.authextra().values()));
            ask = (Ask) now(router(dialect, kdf).hello(Applicant.of(hello, link)));
            answer = now(client.answer(new Challenge(dialect.method(), ask.extra()), link));
        }

        Step step() {
            return now(ask.verifier().verify(answer));
        }
    }

    private static ClientAuthenticator client(ScramDialect dialect, Login login, RandomBytes random) {
        return new ScramClientAuthenticator(dialect, login, random, HERE);
    }

    private ScramAuthenticator router(ScramDialect dialect, ScramKdf kdf) {
        Principal user = new Principal(null, "user", "machine", "static", Dict.empty(), List.of());
        return new ScramAuthenticator(
                dialect,
                new StaticCredentials<>(List.of(new Known<>(user, keys(kdf)))),
                Decoys.of(byte[]::new),
                this::random);
    }

    private static ScramKeys keys(ScramKdf kdf) {
        Cost cost = kdf == ScramKdf.PBKDF2 ? new Cost(kdf, SALT, 4096, 0) : new Cost(kdf, SALT, 64, 512);
        return KEYS.computeIfAbsent(kdf, k -> ScramKeys.derive("pencil", cost));
    }

    private static Ask ask(ScramAuthenticator router, String authid, Dict authextra) {
        Hello hello = new Hello("line", Dict.of("authid", authid).with("authextra", authextra.values()));
        return (Ask) now(router.hello(Applicant.of(hello, LinkInfo.local())));
    }

    private static Challenge challenge(Map<String, ? extends @Nullable Object> extra) {
        return new Challenge("wamp-scram", Dict.of(extra));
    }

    private static LinkInfo tls(byte id) {
        byte[] certificate = ("certificate " + id).getBytes(StandardCharsets.UTF_8);
        return new LinkInfo(
                "websocket",
                "json",
                "tcp4:127.0.0.1:1",
                true,
                Map.of("tls-server-end-point", certificate),
                Map.of(),
                null,
                null);
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
