package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testkit.RecordingLink;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Call;
import dev.weft.wamp.message.Challenge;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Hello;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Welcome;
import dev.weft.wamp.message.Yield;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTest {

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient client = fixture.join();

    @Test
    void welcome_names_the_session_and_the_features() {
        Welcome welcome = client.link.last(Welcome.class);

        assertThat(welcome.session()).isEqualTo(client.id());
        assertThat(welcome.details().string("realm")).isEqualTo("realm1");
        assertThat(welcome.details().string("authrole")).isEqualTo("user");
        Dict roles = welcome.details().dict("roles");
        assertThat(roles.dict("dealer").dict("features").values())
                .containsOnlyKeys(
                        "call_canceling",
                        "call_timeout",
                        "call_trustlevels",
                        "caller_identification",
                        "pattern_based_registration",
                        "payload_passthru_mode",
                        "progressive_call_invocations",
                        "progressive_call_results",
                        "registration_revocation",
                        "shared_registration",
                        "session_meta_api",
                        "testament_meta_api",
                        "registration_meta_api");
        assertThat(roles.dict("broker").dict("features").flag("pattern_based_subscription"))
                .isTrue();
    }

    @Test
    void goodbye_is_answered_and_nothing_follows() {
        client.subscribe("com.topic");
        client.send(new Goodbye(Dict.empty(), "wamp.close.close_realm"));
        client.call("com.proc");
        fixture.join().publish("com.topic", Dict.empty());

        assertThat(client.link.last(Goodbye.class).reason()).isEqualTo("wamp.close.goodbye_and_out");
        assertThat(client.link.closeReason()).isEqualTo(CloseReason.normal());
    }

    static Stream<Message> breaches() {
        return Stream.of(
                new Hello("realm1", Dict.empty()),
                new Challenge("ticket", Dict.empty()),
                new Call(0, Dict.empty(), "com.a", Payload.empty()),
                new Call(-5, Dict.empty(), "com.a", Payload.empty()),
                new Call((1L << 53) + 1, Dict.empty(), "com.a", Payload.empty()),
                new Yield(77, Dict.empty(), Payload.empty()),
                new ErrorMessage(MessageType.INVOCATION, 77, Dict.empty(), "com.e", Payload.empty()),
                new ErrorMessage(MessageType.CALL, 1, Dict.empty(), "com.e", Payload.empty()));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_breach_of_the_protocol_ends_only_that_session(Message breach) {
        TestClient other = fixture.join();

        client.send(breach);

        assertThat(client.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
        assertThat(client.link.closeReason())
                .isNotNull()
                .extracting(CloseReason::kind)
                .isEqualTo(CloseReason.Kind.PROTOCOL_ERROR);
        assertThat(other.link.closeReason()).isNull();
        assertThat(fixture.done(fixture.realm.stats()).sessions()).isEqualTo(1);
    }

    @Test
    void request_ids_may_not_go_back() {
        client.send(new Call(5, Dict.empty(), "com.a", Payload.empty()));
        client.send(new Call(5, Dict.empty(), "com.a", Payload.empty()));

        assertThat(client.link.last(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
    }

    @Test
    void a_session_needs_a_role_of_the_realm() {
        RecordingLink link = new RecordingLink();
        SessionDetails nobody = new SessionDetails(
                fixture.realm.nextSessionId(), "realm1", "x", "nobody", "anonymous", "static", Dict.empty());

        CompletableFuture<LinkHandler> joining =
                fixture.realm.join(nobody, Dict.empty(), link).toCompletableFuture();
        fixture.loop.runAll();

        assertThatThrownBy(joining::join)
                .cause()
                .isInstanceOfSatisfying(
                        ApplicationError.class, error -> assertThat(error.uri()).isEqualTo("wamp.error.no_such_role"));
        assertThat(link.sent()).isEmpty();
    }

    @Test
    void closing_the_realm_says_goodbye_and_lets_nobody_in() {
        TestClient other = fixture.join();

        assertThat(fixture.done(fixture.realm.close("wamp.close.system_shutdown")))
                .containsExactlyInAnyOrder(client.id(), other.id());

        assertThat(client.link.last(Goodbye.class).reason()).isEqualTo("wamp.close.system_shutdown");
        assertThat(fixture.realm.open("late", "trusted")).satisfies(stage -> {
            fixture.loop.runAll();
            assertThat(stage).isCompletedExceptionally();
        });
    }

    @Test
    void messages_are_counted() {
        client.call("com.nothing");

        RealmStats stats = fixture.done(fixture.realm.stats());

        assertThat(stats.received()).containsEntry("call", 1L);
        assertThat(stats.sent()).containsEntry("welcome", 1L).containsEntry("error", 1L);
        assertThat(stats.roles()).isEqualTo(1);
    }

    @Test
    void ids_never_repeat_and_stay_in_their_range() {
        IdSource ids = IdSource.scrambled(42);
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            long id = ids.next();
            assertThat(id).isBetween(1L, 1L << 53);
            assertThat(seen.add(id)).isTrue();
        }
    }
}
