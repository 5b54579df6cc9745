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
    private static final byte[] ID = HexFormat.of().parseHex("07".repeat(32));
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

    /** WAMP, "Cryptosign-based Authentication", "Test Vectors": signed and checked as they are there. */
    @ParameterizedTest
    @CsvSource({
        "'',4d57d97a68f555696620a6d849c0ce582568518d729eb753dc7c732de2804510,"
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff,"
                + "b32675b221f08593213737bef8240e7c15228b07028e19595294678c90d11c0cae80a357331bfc5cc9fb71081464e6e7"
                + "5013517c2cf067ad566a6b7b728e5d03ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "'',d511fe78e23934b3dadb52fcd022974b80bd92bccc7c5cf404e46cc0a8a2f5cd,"
                + "b26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d,"
                + "d4209ad10d5aff6bfbc009d7e924795de138a63515efc7afc6b01b7fe5201372190374886a70207b042294af5bd64ce7"
                + "25cd8dceb344e6d11c09d1aaaf4d660fb26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d",
        "'',6e1fde9cf9e2359a87420b65a87dc0c66136e66945196ba2475990d8a0c3a25b,"
                + "b05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2,"
                + "7beb282184baadd08f166f16dd683b39cab53816ed81e6955def951cb2ddad1ec184e206746fd82bda075af03711d3d5"
                + "658fc84a76196b0fa8d1ebc92ef9f30bb05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2",
        "'62e935ae755f3d48f80d4d59f6121358c435722a67e859cc0caa8b539027f2ff',4d57d97a68f555696620a6d849c0ce582568518d729eb753dc7c732de2804510,"
                + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff,"
                + "9b6f41540c9b95b4b7b281c3042fa9c54cef43c842d62ea3fd6030fcb66e70b3e80d49d44c29d1635da9348d02ec93f3"
                + "ed1ef227dfb59a07b580095c2b82f80f9d16ca518aa0c2b707f2b2a609edeca73bca8dd59817a633f35574ac6fd80d00",
        "'62e935ae755f3d48f80d4d59f6121358c435722a67e859cc0caa8b539027f2ff',d511fe78e23934b3dadb52fcd022974b80bd92bccc7c5cf404e46cc0a8a2f5cd,"
                + "b26c1f87c13fc1da14997f1b5a71995dff8fbe0a62fae8473c7bdbd05bfb607d,"
                + "305aaa3ac25e98f651427688b3fc43fe7d8a68a7ec1d7d61c61517c519bd4a427c3015599d83ca28b4c6523339202238"
                + "44ef0725eb5dc2febfd6af7677b73f01d0852a29b460fc92ec943242ac638a053bbacc200512b18b30d15083cbdc9282",
        "'62e935ae755f3d48f80d4d59f6121358c435722a67e859cc0caa8b539027f2ff',6e1fde9cf9e2359a87420b65a87dc0c66136e66945196ba2475990d8a0c3a25b,"
                + "b05e6b8ad4d69abf74aa3be3c0ee40ae07d66e1895b9ab09285a2f1192d562d2,"
                + "ee3c7644fd8070532bc1fde3d70d742267da545d8c8f03e63bda63f1ad4214f4d2c4bfdb4eb9526def42deeb7e31602a"
                + "6ff99eba893e0a4ad4d45892ca75e608d2b75e24a189a7f78ca776ba36fc53f6c3e31c32f251f2c524f0a44202f2902d"
    })
    void signatures_are_those_of_the_specification(String channel, String seed, String challenge, String signature) {
        SigningKey key = SigningKey.ofHex(seed);
        String binding = channel.isEmpty() ? null : "tls-unique";
        Map<String, byte[]> channels = channel.isEmpty()
                ? Map.of()
                : Map.of("tls-unique", HexFormat.of().parseHex(channel));
        LinkInfo link = new LinkInfo("websocket", "json", "tcp4:127.0.0.1:1", true, channels, Map.of(), null, null);
        CryptosignAuthenticator router = new CryptosignAuthenticator(
                new StaticPrincipals(List.of(Principal.of("alice", "user", key.publicKeyHex()))),
                count -> HexFormat.of().parseHex(challenge),
                ChannelBinding.STRICT);

        Ask ask = (Ask) hello(router, key, "alice", binding, link);

        assertThat(ask.extra().string("challenge")).isEqualTo(challenge);
        assertThat(answer(key, binding, ask, link).signature()).isEqualTo(signature);
        assertThat(verify(ask, new Authenticate(signature, Dict.empty()))).isInstanceOf(Accept.class);
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
    void what_nodes_may_do_with_tls_unique_nobody_may_with_tls_exporter() {
        CryptosignAuthenticator lenient = new CryptosignAuthenticator(principals, FIXED, ChannelBinding.RAW_ACCEPTED);
        LinkInfo link = new LinkInfo(
                "websocket", "cbor", "tcp4:127.0.0.1:1", true, Map.of("tls-exporter", ID), Map.of(), null, null);
        Ask ask = (Ask) hello(lenient, ALICE, "alice", "tls-exporter", link);

        assertThat(verify(ask, answer(ALICE, null, ask, link))).isInstanceOf(Deny.class);
        assertThat(verify(ask, answer(ALICE, "tls-exporter", ask, link))).isInstanceOf(Accept.class);
    }

    @Test
    void what_the_client_wants_to_be_bound_to_must_be_there() {
        assertThat(hello(strict, ALICE, "alice", "tls-exporter", TLS))
                .isEqualTo(new Deny(
                        "wamp.error.authentication_failed",
                        "channel binding of this type is not available on this connection"));
        LinkInfo other = new LinkInfo(
                "websocket", "cbor", "tcp4:127.0.0.1:1", true, Map.of("tls-exporter", ID), Map.of(), null, null);
        assertThat(hello(strict, ALICE, "alice", "tls-unique", other)).isInstanceOf(Deny.class);
        assertThat(hello(strict, ALICE, "alice", "tls-unique", LinkInfo.local()))
                .isInstanceOf(Ask.class);
        Ask ask = (Ask) hello(strict, ALICE, "alice", "tls-exporter", other);
        assertThat(ask.extra().string("channel_binding")).isEqualTo("tls-exporter");
        assertThat(verify(ask, answer(ALICE, "tls-exporter", ask, other))).isInstanceOf(Accept.class);
        assertThatThrownBy(() -> answer(ALICE, "tls-exporter", ask, TLS))
                .hasMessageContaining("no channel binding 'tls-exporter'");
    }

    @Test
    void another_channel_binding_or_no_key_is_refused_at_once() {
        assertThat(hello(strict, ALICE, "alice", "tls-server-end-point", TLS)).isInstanceOf(Deny.class);
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
