package dev.weft.wamp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.auth.ClientAuthenticator;
import dev.weft.wamp.auth.CryptosignClientAuthenticator;
import dev.weft.wamp.auth.KeyDeriver;
import dev.weft.wamp.auth.Keys;
import dev.weft.wamp.auth.ScramClientAuthenticator;
import dev.weft.wamp.auth.ScramDialect;
import dev.weft.wamp.auth.TicketClientAuthenticator;
import dev.weft.wamp.auth.WampCraClientAuthenticator;
import dev.weft.wamp.client.FakeLink;
import dev.weft.wamp.client.SessionClosed;
import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Welcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientJoinTest {

    private final FakeLink link = new FakeLink();

    @Test
    void a_node_asks_for_no_realm_and_takes_it_from_welcome() {
        JoinRequest request = new JoinRequest(
                null,
                "node",
                List.of(new CryptosignClientAuthenticator(
                        null, Keys.generate(byte[]::new), Dict.of("channel_binding", "tls-unique"))));
        ClientJoin join = join(request);

        Hello hello = link.last(Hello.class);
        assertThat(hello.realm()).isNull();
        assertThat(hello.details().has("authid")).isFalse();
        assertThat(hello.details().string("authrole")).isEqualTo("node");
        assertThat(hello.details().dict("authextra").string("channel_binding")).isEqualTo("tls-unique");

        join.onMessage(new Challenge("cryptosign", Dict.of("challenge", "ff".repeat(32))));
        assertThat(link.last(Authenticate.class).signature()).hasSize(192);

        join.onMessage(new Welcome(
                9,
                Dict.of(Map.of(
                        "realm", "mrealm1", "authid", "node1", "authrole", "node", "authmethod", "cryptosign"))));
        assertThat(join.joined().toCompletableFuture().join().details().realm()).isEqualTo("mrealm1");
    }

    @Test
    void after_welcome_messages_go_to_the_session() {
        ClientJoin join = join(JoinRequest.anonymous("realm1"));
        join.onMessage(new Welcome(9, Dict.empty()));

        join.joined().toCompletableFuture().join().call("com.p", Payload.empty());

        assertThat(link.last(Call.class).request()).isEqualTo(1);
    }

    @Test
    void a_refusal_carries_the_reason_of_the_router() {
        ClientJoin join = join(JoinRequest.of("realm1", new TicketClientAuthenticator("bob", "s3cret")));

        join.onMessage(new Abort(Dict.of("message", "no"), "wamp.error.no_such_realm"));

        assertThatThrownBy(() -> join.joined().toCompletableFuture().join())
                .hasCauseInstanceOf(ApplicationError.class)
                .hasMessageContaining("wamp.error.no_such_realm: no");
        assertThat(link.closed).isNotNull();
    }

    @Test
    void a_challenge_for_another_method_breaks_the_protocol() {
        ClientJoin join = join(JoinRequest.anonymous("realm1"));

        join.onMessage(new Challenge("ticket", Dict.empty()));

        assertThat(link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
        assertThatThrownBy(() -> join.joined().toCompletableFuture().join())
                .hasCauseInstanceOf(ProtocolViolation.class);
    }

    @Test
    void an_answer_may_come_later() {
        List<Runnable> work = new ArrayList<>();
        ClientJoin join = join(
                JoinRequest.of("realm1", new WampCraClientAuthenticator("joe", "s3cret", KeyDeriver.on(work::add))));

        join.onMessage(new Challenge("wampcra", Dict.of("challenge", "{}").with("salt", "salt")));
        assertThat(link.sent).hasSize(1);
        work.forEach(Runnable::run);

        assertThat(link.last(Authenticate.class).signature()).hasSize(44);
    }

    @Test
    void a_key_that_cannot_be_derived_ends_the_join() {
        ClientJoin join = join(JoinRequest.of("realm1", scram("pass\u0007word")));

        join.onMessage(new Challenge("scram", scramChallenge()));

        assertThat(link.last(Abort.class).reason()).isEqualTo("wamp.error.authentication_failed");
        assertThat(link.closed).isNotNull();
        assertThatThrownBy(() -> join.joined().toCompletableFuture().join())
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_router_that_does_not_prove_itself_gets_no_session() {
        ClientJoin join = join(JoinRequest.of("realm1", scram("password")));
        join.onMessage(new Challenge("scram", scramChallenge()));
        assertThat(link.last(Authenticate.class).signature()).hasSize(44);

        join.onMessage(new Welcome(9, Dict.of("authextra", Map.of("scram_server_signature", "AAAA"))));

        assertUnproved(join);
    }

    @Test
    void a_router_cannot_leave_its_proof_out_by_asking_for_none() {
        ClientJoin join = join(JoinRequest.of("realm1", scram("password")));

        join.onMessage(new Welcome(9, Dict.of("authmethod", "anonymous")));

        assertUnproved(join);
    }

    private void assertUnproved(ClientJoin join) {
        assertThat(link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
        assertThatThrownBy(() -> join.joined().toCompletableFuture().join())
                .hasCauseInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("has not proved");
    }

    private static ClientAuthenticator scram(String password) {
        return new ScramClientAuthenticator(
                ScramDialect.CROSSBAR,
                ScramClientAuthenticator.Login.of("joe", password),
                byte[]::new,
                KeyDeriver.on(Runnable::run));
    }

    private static Dict scramChallenge() {
        return Dict.of(Map.of(
                "nonce",
                Base64.getEncoder().encodeToString(new byte[32]),
                "salt",
                "W22ZaJ0SNY7soEsUEjb6gQ==",
                "kdf",
                "pbkdf2",
                "iterations",
                4096L));
    }

    @Test
    void a_connection_that_ends_before_welcome_fails_the_join() {
        ClientJoin join = join(JoinRequest.anonymous("realm1"));

        join.onClosed(CloseReason.normal());

        assertThatThrownBy(() -> join.joined().toCompletableFuture().join()).hasCauseInstanceOf(SessionClosed.class);
    }

    private ClientJoin join(JoinRequest request) {
        ClientJoin join = new ClientJoin(request, link, (where, failure) -> {});
        join.start();
        return join;
    }
}
