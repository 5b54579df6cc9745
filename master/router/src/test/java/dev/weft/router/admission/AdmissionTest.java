package dev.weft.router.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import dev.weft.router.Timers;
import dev.weft.testkit.ManualClock;
import dev.weft.testkit.ManualExecutor;
import dev.weft.testkit.ManualScheduler;
import dev.weft.testkit.RecordingLink;
import dev.weft.wamp.auth.Applicant;
import dev.weft.wamp.auth.Authenticator;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Authenticate;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Subscribe;
import dev.weft.wamp.message.Welcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final ManualExecutor loop = new ManualExecutor();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final Realm realm = Realms.create(
            RealmOptions.of("realm1"),
            new RealmEnvironment(loop, IdSource.scrambled(1), new ManualClock(), Timers.on(scheduler)));
    private final RecordingLink link = new RecordingLink();
    private final CompletableFuture<Authenticator.Step> proof = new CompletableFuture<>();
    private final LinkHandler handler = new Admission(
                    name -> name.equals("realm1") ? Optional.of(realm) : Optional.empty(),
                    List.of(new Anyone(), new Asking()),
                    Timers.on(scheduler),
                    HandshakeTimeouts.DEFAULT)
            .accept(link);

    AdmissionTest() {
        realm.putRole(new RoleRules("user", StaticPermissions.everything()));
        loop.runAll();
    }

    /** Lets everybody in, with the role that HELLO asks for. */
    private static final class Anyone implements Authenticator {
        @Override
        public String method() {
            return "anonymous";
        }

        @Override
        public CompletionStage<Step> hello(Applicant applicant) {
            String role = applicant.hello().details().string("authrole");
            return CompletableFuture.completedFuture(
                    new Accept(null, "someone", role == null ? "user" : role, "static", Dict.empty()));
        }
    }

    /** Asks for a proof, and takes its time with it. */
    private final class Asking implements Authenticator {
        @Override
        public String method() {
            return "ticket";
        }

        @Override
        public CompletionStage<Step> hello(Applicant applicant) {
            return CompletableFuture.completedFuture(new Ask(Dict.empty(), answer -> proof));
        }
    }

    private void receive(Message message) {
        handler.onMessage(message);
        loop.runAll();
    }

    private static Hello hello(String realm, String method) {
        return new Hello(realm, Dict.of("authmethods", List.of(method)));
    }

    private void assertAborted(String reason) {
        assertThat(link.last(Abort.class).reason()).isEqualTo(reason);
        assertThat(link.closeReason()).isNotNull();
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void a_client_is_welcomed_and_its_session_works() {
        receive(hello("realm1", "anonymous"));
        assertThat(link.last(Welcome.class).details().string("authid")).isEqualTo("someone");
        assertThat(scheduler.waiting()).isZero();

        receive(new Call(1, Dict.empty(), "com.nothing", Payload.empty()));

        assertThat(link.last(ErrorMessage.class).error()).isEqualTo("wamp.error.no_such_procedure");
    }

    @Test
    void a_proof_may_take_its_time() {
        receive(hello("realm1", "ticket"));
        assertThat(link.last(Challenge.class).authmethod()).isEqualTo("ticket");
        receive(new Authenticate("secret", Dict.empty()));
        scheduler.advance(Duration.ofSeconds(9));

        proof.complete(new Authenticator.Accept("realm1", "joe", "user", "static", Dict.empty()));
        loop.runAll();

        assertThat(link.last(Welcome.class).details().string("authmethod")).isEqualTo("ticket");
    }

    @Test
    void what_the_client_sends_before_the_realm_has_answered_arrives_in_order() {
        handler.onMessage(hello("realm1", "anonymous"));
        handler.onMessage(new Subscribe(1, Dict.empty(), "com.a"));
        handler.onMessage(new Subscribe(2, Dict.empty(), "com.b"));
        handler.onMessage(new Goodbye(Dict.empty(), "wamp.close.close_realm"));

        loop.runAll();

        assertThat(link.sent().stream().map(Message::type).map(Enum::name).toList())
                .containsExactly("WELCOME", "SUBSCRIBED", "SUBSCRIBED", "GOODBYE");
    }

    @Test
    void refusals_say_why() {
        receive(hello("realm2", "anonymous"));
        assertAborted("wamp.error.no_such_realm");
    }

    @Test
    void a_role_that_the_realm_does_not_have_is_refused() {
        receive(new Hello("realm1", Dict.of("authrole", "nobody")));
        assertAborted("wamp.error.no_such_role");
    }

    @Test
    void a_method_that_is_not_offered_is_refused() {
        receive(hello("realm1", "wampcra"));
        assertAborted("wamp.error.no_auth_method");
    }

    @Test
    void a_wrong_proof_is_refused() {
        receive(hello("realm1", "ticket"));
        receive(new Authenticate("wrong", Dict.empty()));
        proof.complete(new Authenticator.Deny("wamp.error.authentication_failed", "wrong"));
        assertAborted("wamp.error.authentication_failed");
    }

    @Test
    void anything_but_hello_is_a_breach() {
        receive(new Subscribe(1, Dict.empty(), "com.a"));
        assertAborted("wamp.error.protocol_violation");
        assertThat(link.closeReason())
                .isNotNull()
                .extracting(CloseReason::kind)
                .isEqualTo(CloseReason.Kind.PROTOCOL_ERROR);

        receive(hello("realm1", "anonymous"));
        assertThat(link.sent(Welcome.class)).isEmpty();
    }

    @Test
    void silence_is_not_waited_for() {
        scheduler.advance(Duration.ofSeconds(10));
        assertAborted("wamp.error.timeout");
    }

    @Test
    void a_proof_that_does_not_come_is_not_waited_for() {
        receive(hello("realm1", "ticket"));
        scheduler.advance(Duration.ofSeconds(10));
        assertAborted("wamp.error.timeout");

        proof.complete(new Authenticator.Accept("realm1", "joe", "user", "static", Dict.empty()));
        loop.runAll();
        assertThat(link.sent(Welcome.class)).isEmpty();
    }

    @Test
    void a_connection_that_is_lost_while_joining_leaves_no_session() {
        handler.onMessage(hello("realm1", "anonymous"));
        handler.onClosed(new CloseReason(CloseReason.Kind.LOST, "gone"));
        loop.runAll();

        CompletableFuture<Integer> sessions =
                realm.stats().thenApply(stats -> stats.sessions()).toCompletableFuture();
        loop.runAll();
        assertThat(sessions).isCompletedWithValue(0);
        assertThat(scheduler.waiting()).isZero();
    }
}
