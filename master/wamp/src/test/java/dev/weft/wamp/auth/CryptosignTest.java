package dev.weft.wamp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.auth.Authenticator.Accept;
import dev.weft.wamp.auth.Authenticator.Ask;
import dev.weft.wamp.auth.Authenticator.Deny;
import dev.weft.wamp.auth.Authenticator.Step;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptosignTest {

    private static final SigningKey ALICE =
            SigningKey.ofHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    private static final SigningKey OTHER =
            SigningKey.ofHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    private static final RandomBytes FIXED = count -> {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 0x5a);
        return bytes;
    };
    private static final LinkInfo TLS = new LinkInfo(
            "websocket",
            "json",
            "tcp4:127.0.0.1:1",
            true,
            Map.of("tls-unique", new byte[] {1, 2, 3}),
            Map.of(),
            null,
            null);

    private final Principals principals =
            new StaticPrincipals(List.of(Principal.of("alice", "user", ALICE.publicKeyHex())));
    private final CryptosignAuthenticator strict =
            new CryptosignAuthenticator(principals, FIXED, ChannelBinding.STRICT);

    /** RFC 8032, 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void keys_and_signatures_are_those_of_the_rfc(String seed, String publicKey, String message, String signature) {
        SigningKey key = SigningKey.ofHex(seed);
        byte[] bytes = HexFormat.of().parseHex(message);

        assertThat(key.publicKeyHex()).isEqualTo(publicKey);
        assertThat(HexFormat.of().formatHex(key.sign(bytes))).isEqualTo(signature);
        assertThat(Keys.verify(publicKey, bytes, HexFormat.of().parseHex(signature)))
                .isTrue();
        assertThat(Keys.verify(publicKey, new byte[] {9}, HexFormat.of().parseHex(signature)))
                .isFalse();
    }

    @Test
    void a_private_key_shows_only_its_public_half() {
        assertThat(ALICE.toString()).contains(ALICE.publicKeyHex()).doesNotContain(ALICE.seedHex());
        assertThatThrownBy(() -> SigningKey.ofHex("secret-key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret-key");
    }

    @Test
    void the_right_key_is_let_in_with_a_signature_of_192_digits() {
        Ask ask = (Ask) hello(strict, ALICE, "alice", null, LinkInfo.local());
        Authenticate answer = answer(ALICE, null, ask, LinkInfo.local());

        assertThat(ask.extra().string("challenge")).isEqualTo("5a".repeat(32));
        assertThat(ask.extra().has("channel_binding")).isTrue();
        assertThat(answer.signature()).hasSize(192).endsWith("5a".repeat(32));
        assertThat(verify(ask, answer)).isEqualTo(new Accept(null, "alice", "user", "static", Dict.empty()));
    }

    @Test
    void a_principal_is_found_by_its_key_alone() {
        Ask ask = (Ask) hello(strict, ALICE, null, null, LinkInfo.local());

        assertThat(verify(ask, answer(ALICE, null, ask, LinkInfo.local()))).isInstanceOf(Accept.class);
    }

    @Test
    void an_unknown_user_and_a_wrong_key_get_the_same_answer() {
        Ask unknown = (Ask) hello(strict, OTHER, "mallory", null, LinkInfo.local());
        Ask wrong = (Ask) hello(strict, OTHER, "alice", null, LinkInfo.local());
        Ask forged = (Ask) hello(strict, ALICE, "alice", null, LinkInfo.local());

        Step first = verify(unknown, answer(OTHER, null, unknown, LinkInfo.local()));

        assertThat(first).isInstanceOf(Deny.class);
        assertThat(verify(wrong, answer(OTHER, null, wrong, LinkInfo.local()))).isEqualTo(first);
        assertThat(verify(forged, answer(OTHER, null, forged, LinkInfo.local())))
                .isEqualTo(first);
    }

    @Test
    void a_signature_of_another_message_is_refused() {
        Ask ask = (Ask) hello(strict, ALICE, "alice", null, LinkInfo.local());
        byte[] other = new byte[32];
        String signature =
                HexFormat.of().formatHex(ALICE.sign(other)) + HexFormat.of().formatHex(other);

        assertThat(verify(ask, new Authenticate(signature, Dict.empty()))).isInstanceOf(Deny.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zz", "5a", "not hex at all"})
    void a_signature_that_is_none_is_refused(String signature) {
        Ask ask = (Ask) hello(strict, ALICE, "alice", null, LinkInfo.local());

        assertThat(verify(ask, new Authenticate(signature, Dict.empty()))).isInstanceOf(Deny.class);
    }

    @Test
    void with_channel_binding_the_challenge_xor_the_channel_id_is_signed() {
        Ask ask = (Ask) hello(strict, ALICE, "alice", "tls-unique", TLS);

        assertThat(ask.extra().string("channel_binding")).isEqualTo("tls-unique");
        assertThat(answer(ALICE, "tls-unique", ask, TLS).signature()).endsWith("5b5859" + "5a".repeat(29));
        assertThat(verify(ask, answer(ALICE, "tls-unique", ask, TLS))).isInstanceOf(Accept.class);
        assertThat(verify(ask, answer(ALICE, null, ask, TLS))).isInstanceOf(Deny.class);
    }

    @Test
    void nodes_may_sign_the_raw_challenge_although_they_asked_for_channel_binding() {
        CryptosignAuthenticator lenient = new CryptosignAuthenticator(principals, FIXED, ChannelBinding.RAW_ACCEPTED);
        Ask ask = (Ask) hello(lenient, ALICE, "alice", "tls-unique", TLS);

        assertThat(verify(ask, answer(ALICE, null, ask, TLS))).isInstanceOf(Accept.class);
        assertThat(verify(ask, answer(ALICE, "tls-unique", ask, TLS))).isInstanceOf(Accept.class);
    }

    @Test
    void another_channel_binding_or_no_key_is_refused_at_once() {
        assertThat(hello(strict, ALICE, "alice", "tls-exporter", TLS)).isInstanceOf(Deny.class);
        assertThat(now(strict.hello(Applicant.of(new Hello("realm1", Dict.of("authid", "alice")), TLS))))
                .isInstanceOf(Deny.class);
    }

    @Test
    void a_refusal_of_the_lookup_passes_through_with_its_uri() {
        Principals unpaired = applicant -> CompletableFuture.failedFuture(
                ApplicationError.of("fabric.auth-failed.node-unpaired", "This node is unpaired."));

        Step step = hello(new CryptosignAuthenticator(unpaired, FIXED, ChannelBinding.STRICT), ALICE, null, null, TLS);

        assertThat(step).isEqualTo(new Deny("fabric.auth-failed.node-unpaired", "This node is unpaired."));
    }

    @Test
    void tickets_are_compared_and_say_nothing() {
        TicketAuthenticator tickets =
                new TicketAuthenticator(new StaticPrincipals(List.of(Principal.of("bob", "user", "s3cret"))));
        Ask bob = (Ask) now(tickets.hello(Applicant.of(new Hello("r", Dict.of("authid", "bob")), TLS)));
        Ask nobody = (Ask) now(tickets.hello(Applicant.of(new Hello("r", Dict.of("authid", "nobody")), TLS)));

        assertThat(verify(bob, new Authenticate("s3cret", Dict.empty()))).isInstanceOf(Accept.class);
        assertThat(verify(bob, new Authenticate("wrong", Dict.empty())))
                .isInstanceOf(Deny.class)
                .isEqualTo(verify(nobody, new Authenticate("", Dict.empty())));
        assertThat(Principal.of("bob", "user", "s3cret").toString()).doesNotContain("s3cret");
    }

    private static Step hello(
            CryptosignAuthenticator authenticator,
            SigningKey key,
            @Nullable String authid,
            @Nullable String binding,
            LinkInfo link) {
        Dict extra = client(key, binding).authextra();
        Dict details = Dict.of("authextra", extra.values());
        return now(authenticator.hello(
                Applicant.of(new Hello("realm1", authid == null ? details : details.with("authid", authid)), link)));
    }

    private static CryptosignClientAuthenticator client(SigningKey key, @Nullable String binding) {
        return new CryptosignClientAuthenticator(
                null, key, binding == null ? Dict.empty() : Dict.of("channel_binding", binding));
    }

    private static Authenticate answer(SigningKey key, @Nullable String binding, Ask ask, LinkInfo link) {
        return now(client(key, binding).answer(new Challenge("cryptosign", ask.extra()), link));
    }

    private static Step verify(Ask ask, Authenticate answer) {
        return now(ask.verifier().verify(answer));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
