package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Ask;
import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.auth.WampCraSecret.Salting;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.serializer.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WampCraTest {

    private static final RandomBytes FIXED = count -> {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    };
    private static final KeyDeriver HERE = KeyDeriver.on(Runnable::run);
    private static final Salting SALTING = new Salting("salt123", 1000, 32);
    /** Autobahn|Python's {@code derive_key("secret123", "salt123", 1000, 32)}. */
    private static final String DERIVED = "Eu7CQLfR+/Ffb+275A4s9/6H/RGKYxM4s6IMrsNKzC8=";

    private final WampCraAuthenticator router =
            router(new StaticCredentials<>(List.of(known("joe", "secret123", null), known("ann", DERIVED, SALTING))));

    private static WampCraAuthenticator router(Credentials<WampCraSecret> credentials) {
        return new WampCraAuthenticator(credentials, Decoys.of(FIXED), FIXED, () -> "2026-01-02T03:04:05.678Z");
    }

    private static Known<WampCraSecret> known(String authid, String secret, @Nullable Salting salting) {
        return new Known<>(
                new Principal(null, authid, "machine", "static", Dict.empty(), List.of()),
                new WampCraSecret(secret, salting));
    }

    /** As Autobahn|Python computes them. */
    @Test
    void keys_and_signatures_are_those_of_autobahn() {
        String challenge = "{\"nonce\": \"LHRTC9zeOIrt_9U3\", \"authid\": \"peter\"}";

        assertThat(WampCraSignature.derive("secret123", SALTING)).isEqualTo(DERIVED);
        assertThat(WampCraSignature.derive("s\u00e9cret", new Salting("salt123", 100, 16)))
                .isEqualTo("TXZmhaqgjBbYsuDzuXddtg==");
        assertThat(WampCraSignature.of("secret123", challenge))
                .isEqualTo("HlXIWcka2HrRXOkID0OdryAjpQsBAKEfYsLaABsJBoA=");
        assertThat(WampCraSignature.of(DERIVED, challenge)).isEqualTo("WkoDVshr/E4jfFwfcJ8qUrjhHbDDv4VAi+OOS0pO/0A=");
    }

    @Test
    void the_challenge_says_all_that_the_specification_asks_for() {
        Ask ask = ask("joe");

        assertThat(ask.extra().values()).containsOnlyKeys("challenge");
        assertThat(JsonText.read(String.valueOf(ask.extra().string("challenge"))))
                .isEqualTo(Map.of(
                        "authid", "joe",
                        "authrole", "machine",
                        "authmethod", "wampcra",
                        "authprovider", "static",
                        "session", 4711L,
                        "nonce", "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH",
                        "timestamp", "2026-01-02T03:04:05.678Z"));
    }

    @Test
    void a_salted_secret_tells_how_the_key_is_derived() {
        assertThat(ask("ann").extra().values())
                .containsEntry("salt", "salt123")
                .containsEntry("iterations", 1000L)
                .containsEntry("keylen", 32L);
    }

    @Test
    void who_knows_the_secret_is_let_in() {
        assertThat(login("joe", "secret123")).isEqualTo(new Accept(null, "joe", "machine", "static", Dict.empty()));
        assertThat(login("ann", "secret123")).isInstanceOf(Accept.class);
    }

    @Test
    void a_wrong_secret_and_an_unknown_user_get_the_same_answer() {
        Step wrong = login("joe", "secret124");

        assertThat(wrong).isInstanceOf(Deny.class);
        assertThat(login("ann", "other")).isEqualTo(wrong);
        assertThat(login("eve", "secret123")).isEqualTo(wrong);
        assertThat(login("joe", "")).isEqualTo(wrong);
    }

    @Test
    void the_key_that_a_router_stores_is_the_secret_of_salted_users() {
        assertThat(verify(ask("ann"), WampCraSignature.of(DERIVED, challenge(ask("ann")))))
                .isInstanceOf(Accept.class);
    }

    @Test
    void a_stranger_is_challenged_like_somebody_who_exists_and_always_with_the_same_salt() {
        WampCraAuthenticator salted = router(new StaticCredentials<>(List.of(known("ann", DERIVED, SALTING))));
        Ask first = ask(salted, "eve");

        assertThat(first.extra().values())
                .containsOnlyKeys("challenge", "salt", "iterations", "keylen")
                .containsEntry("iterations", 1000L);
        assertThat(first.extra().string("salt")).hasSize(7).isNotEqualTo("salt123");
        assertThat(ask(salted, "eve").extra().string("salt"))
                .isEqualTo(first.extra().string("salt"));
        assertThat(ask(salted, "bob").extra().string("salt"))
                .isNotEqualTo(first.extra().string("salt"));
        assertThat(ask(router(new StaticCredentials<>(List.of())), "eve")
                        .extra()
                        .values())
                .containsOnlyKeys("challenge");
    }

    @Test
    void an_empty_secret_lets_nobody_in() {
        WampCraAuthenticator careless = router(new StaticCredentials<>(List.of(known("joe", "", null))));
        Ask ask = ask(careless, "joe");

        // HMAC pads keys with zeros: an empty one and a zero are the same.
        assertThat(verify(ask, WampCraSignature.of("\0", challenge(ask)))).isInstanceOf(Deny.class);
    }

    @Test
    void a_client_without_authid_is_refused() {
        assertThat(now(router.hello(Applicant.of(new Hello("r", Dict.empty()), LinkInfo.local()))))
                .isInstanceOf(Deny.class);
    }

    @Test
    void a_client_derives_keys_elsewhere_and_within_limits() {
        List<Runnable> tasks = new ArrayList<>();
        ClientAuthenticator client = new WampCraClientAuthenticator("ann", "secret123", KeyDeriver.on(tasks::add));
        Dict extra = ask("ann").extra();

        CompletableFuture<Authenticate> answer =
                client.answer(new Challenge("wampcra", extra), LinkInfo.local()).toCompletableFuture();
        assertThat(answer).isNotDone();
        tasks.forEach(Runnable::run);
        assertThat(answer).isCompleted();

        Challenge costly = new Challenge("wampcra", extra.with("iterations", Long.MAX_VALUE));
        assertThatThrownBy(() -> client.answer(costly, LinkInfo.local())).isInstanceOf(ProtocolViolation.class);
        assertThatThrownBy(() -> client.answer(new Challenge("wampcra", Dict.empty()), LinkInfo.local()))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void secrets_are_not_shown() {
        assertThat(known("joe", "secret123", SALTING).toString()).doesNotContain("secret123");
        assertThat(known("joe", "secret123", null).credential().toString()).doesNotContain("secret123");
    }

    private Ask ask(String authid) {
        return ask(router, authid);
    }

    private static Ask ask(Authenticator authenticator, String authid) {
        Hello hello = new Hello("line", Dict.of("authid", authid));
        return (Ask) now(authenticator.hello(new Applicant(hello, LinkInfo.local(), 4711)));
    }

    private Step login(String authid, String secret) {
        Ask ask = ask(authid);
        ClientAuthenticator client = new WampCraClientAuthenticator(authid, secret, HERE);
        return now(ask.verifier().verify(now(client.answer(new Challenge("wampcra", ask.extra()), LinkInfo.local()))));
    }

    private static Step verify(Ask ask, String signature) {
        return now(ask.verifier().verify(new Authenticate(signature, Dict.empty())));
    }

    private static String challenge(Ask ask) {
        return String.valueOf(ask.extra().string("challenge"));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
