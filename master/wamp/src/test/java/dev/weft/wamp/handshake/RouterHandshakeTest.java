package dev.weft.wamp.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.auth.AnonymousAuthenticator;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.auth.Principal;
import dev.weft.wamp.auth.StaticPrincipals;
import dev.weft.wamp.auth.TicketAuthenticator;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RouterHandshakeTest {

    private final List<Object> outcomes = new ArrayList<>();
    private final Authenticator anonymous = new AnonymousAuthenticator("guest", byte[]::new);
    private final Authenticator ticket =
            new TicketAuthenticator(new StaticPrincipals(List.of(Principal.of("bob", "user", "s3cret"))));

    @Test
    void a_client_that_names_no_method_is_anonymous() {
        handshake(anonymous, ticket).onMessage(new Hello("realm1", Dict.empty()));

        Admitted admitted = (Admitted) only();
        assertThat(admitted.realm()).isEqualTo("realm1");
        assertThat(admitted.authmethod()).isEqualTo("anonymous");
        assertThat(admitted.details(17).authrole()).isEqualTo("guest");
        assertThat(admitted.details(17).session()).isEqualTo(17);
    }

    @Test
    void the_first_method_of_the_client_that_is_offered_decides() {
        RouterHandshake handshake = handshake(anonymous, ticket);

        handshake.onMessage(hello("cryptosign", "ticket", "anonymous"));

        assertThat(((Challenge) only()).authmethod()).isEqualTo("ticket");
        handshake.onMessage(new Authenticate("s3cret", Dict.empty()));
        assertThat(((Admitted) outcomes.get(1)).identity().authid()).isEqualTo("bob");
    }

    @Test
    void methods_that_are_not_offered_are_refused() {
        handshake(anonymous).onMessage(hello("ticket"));

        assertThat(((Abort) only()).reason()).isEqualTo("wamp.error.no_auth_method");
    }

    @Test
    void a_wrong_proof_is_refused_once_and_for_all() {
        RouterHandshake handshake = handshake(ticket);

        handshake.onMessage(hello("ticket"));
        handshake.onMessage(new Authenticate("wrong", Dict.empty()));
        handshake.onMessage(new Authenticate("s3cret", Dict.empty()));

        assertThat(outcomes).hasSize(2);
        assertThat(((Abort) outcomes.get(1)).reason()).isEqualTo("wamp.error.authentication_failed");
        assertThat(handshake.ended()).isTrue();
    }

    @Test
    void messages_out_of_place_break_the_protocol() {
        for (Message message : List.of(
                new Authenticate("x", Dict.empty()),
                new Goodbye(Dict.empty(), "wamp.close.normal"),
                new Challenge("ticket", Dict.empty()))) {
            outcomes.clear();
            handshake(ticket).onMessage(message);
            assertThat(((Abort) only()).reason()).isEqualTo("wamp.error.protocol_violation");
        }
        outcomes.clear();
        RouterHandshake handshake = handshake(ticket);
        handshake.onMessage(hello("ticket"));
        handshake.onMessage(hello("ticket"));
        assertThat(((Abort) outcomes.get(1)).reason()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void a_decision_that_comes_after_the_end_changes_nothing() {
        Slow slow = new Slow();
        RouterHandshake handshake = handshake(slow);
        handshake.onMessage(hello("slow"));

        handshake.refuse("wamp.error.authentication_failed", "too slow");
        slow.answer.complete(new Authenticator.Accept(null, "a", "r", "static", Dict.empty()));

        assertThat(((Abort) only()).details().string("message")).isEqualTo("too slow");
    }

    @Test
    void a_message_while_the_router_decides_breaks_the_protocol() {
        Slow slow = new Slow();
        RouterHandshake handshake = handshake(slow);
        handshake.onMessage(hello("slow"));

        handshake.onMessage(new Authenticate("x", Dict.empty()));
        slow.answer.complete(new Authenticator.Accept(null, "a", "r", "static", Dict.empty()));

        assertThat(((Abort) only()).reason()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void the_authenticator_may_decide_the_realm() {
        Slow slow = new Slow();
        slow.answer.complete(new Authenticator.Accept("mrealm1", "node", "node", "dynamic", Dict.empty()));

        handshake(slow).onMessage(new Hello(null, Dict.of("authmethods", List.of("slow"))));

        assertThat(((Admitted) only()).realm()).isEqualTo("mrealm1");
    }

    @Test
    void nobody_joins_without_a_realm() {
        handshake(anonymous).onMessage(new Hello(null, Dict.empty()));

        assertThat(((Abort) only()).reason()).isEqualTo("wamp.error.no_such_realm");
    }

    @Test
    void an_authenticator_that_fails_refuses_without_telling_why() {
        Slow slow = new Slow();
        slow.answer.completeExceptionally(new IllegalStateException("database password is x"));

        handshake(slow).onMessage(hello("slow"));

        assertThat(((Abort) only()).reason()).isEqualTo("wamp.error.authentication_failed");
        assertThat(only().toString()).doesNotContain("password");
    }

    @Test
    void a_method_that_passes_leaves_the_decision_to_the_next_one() {
        Slow slow = new Slow();
        RouterHandshake handshake = handshake(slow, ticket);
        handshake.onMessage(hello("slow", "ticket"));

        slow.answer.complete(new Authenticator.Pass());

        assertThat(((Challenge) only()).authmethod()).isEqualTo("ticket");
        handshake.onMessage(new Authenticate("s3cret", Dict.empty()));
        assertThat(((Admitted) outcomes.get(1)).authmethod()).isEqualTo("ticket");
    }

    @Test
    void where_every_method_passes_there_is_none() {
        Slow slow = new Slow();
        slow.answer.complete(new Authenticator.Pass());

        handshake(slow, ticket).onMessage(hello("slow", "slow"));

        assertThat(((Abort) only()).reason()).isEqualTo("wamp.error.no_auth_method");
    }

    @Test
    void a_client_may_give_up() {
        RouterHandshake handshake = handshake(ticket);
        handshake.onMessage(hello("ticket"));

        handshake.onMessage(new Abort(Dict.empty(), "wamp.error.canceled"));

        assertThat(outcomes.get(1)).isEqualTo("abandoned");
    }

    private Object only() {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static Hello hello(String... methods) {
        return new Hello("realm1", Dict.of("authmethods", List.of(methods)).with("authid", "bob"));
    }

    private RouterHandshake handshake(Authenticator... offered) {
        return new RouterHandshake(List.of(offered), LinkInfo.local(), new RouterHandshake.Outcome() {
            @Override
            public void challenge(Challenge challenge) {
                outcomes.add(challenge);
            }

            @Override
            public void admitted(Admitted admitted) {
                outcomes.add(admitted);
            }

            @Override
            public void refused(Abort abort) {
                outcomes.add(abort);
            }

            @Override
            public void abandoned(Abort abort) {
                outcomes.add("abandoned");
            }
        });
    }

    private static final class Slow implements Authenticator {

        private final CompletableFuture<Step> answer = new CompletableFuture<>();

        @Override
        public String method() {
            return "slow";
        }

        @Override
        public CompletionStage<Step> hello(Applicant applicant) {
            return answer;
        }
    }
}
