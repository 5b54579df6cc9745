package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.Authorizer.Decision;
import dev.weft.router.Authorizer.Request;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AskingAuthorizerTest {

    private static final Map<String, Boolean> REMEMBER = Map.of("allow", true, "cache", true);

    private final List<Payload> asked = new ArrayList<>();
    private @Nullable Object answer = true;

    private final Authorizer authorizer = new AskingAuthorizer(this::answer, 3);

    private CompletionStage<Payload> answer(Payload arguments) {
        asked.add(arguments);
        return CompletableFuture.completedFuture(Payload.of(answer));
    }

    private Decision decide(String authid, Action action, String uri, String match) {
        SessionDetails session =
                new SessionDetails(17, "realm1", authid, "machine", "ticket", "static", Dict.of("site", "A"));
        return authorizer
                .authorize(session, new Request(action, uri, match))
                .toCompletableFuture()
                .join();
    }

    private Decision call(String authid, String uri) {
        return decide(authid, Action.CALL, uri, "exact");
    }

    @Test
    void the_procedure_is_told_who_wants_what_and_how_the_uri_is_matched() {
        decide("joe", Action.SUBSCRIBE, "com.plant.", "prefix");

        assertThat(asked.get(0).arguments())
                .containsExactly(
                        Map.of(
                                "session", 17L,
                                "realm", "realm1",
                                "authid", "joe",
                                "authrole", "machine",
                                "authmethod", "ticket",
                                "authprovider", "static",
                                "authextra", Map.of("site", "A")),
                        "com.plant.",
                        "subscribe",
                        Map.of("match", "prefix"));
    }

    @Test
    void it_answers_with_a_boolean_or_a_dictionary() {
        assertThat(call("joe", "a.b")).isEqualTo(Decision.ALLOW);
        answer = false;
        assertThat(call("joe", "a.b")).isEqualTo(Decision.DENY);
        answer = Map.of("allow", true);
        assertThat(call("joe", "a.b")).isEqualTo(Decision.ALLOW);
        answer = Map.of("allow", true, "disclose", true);
        assertThat(call("joe", "a.b")).isEqualTo(new Decision(true, true));
        answer = Map.of("allow", false, "disclose", true, "cache", false);
        assertThat(call("joe", "a.b").allowed()).isFalse();
    }

    @Test
    void any_other_answer_is_a_failure() {
        List<Object> nonsense = List.of(
                1L,
                "yes",
                List.of(true),
                Map.of(),
                Map.of("allow", "yes"),
                Map.of("allow", true, "disclose", 1L),
                Map.of("allow", true, "cache", "x"),
                Map.of("allow", true, "validate", Map.of("call", "Order")));
        for (Object one : nonsense) {
            answer = one;
            assertThat(call("joe", "a.b")).isEqualTo(Decision.FAILED);
        }
        answer = null;
        assertThat(call("joe", "a.b")).isEqualTo(Decision.FAILED);
    }

    @Test
    void only_what_the_answer_says_is_remembered() {
        call("joe", "a.b");
        call("joe", "a.b");
        assertThat(asked).hasSize(2);

        answer = REMEMBER;
        call("joe", "a.b");
        answer = false;
        assertThat(call("joe", "a.b")).isEqualTo(Decision.ALLOW);
        assertThat(asked).hasSize(3);
    }

    @Test
    void it_is_remembered_for_this_question_of_this_user_only() {
        answer = REMEMBER;
        call("joe", "a.b");
        answer = false;

        assertThat(call("ann", "a.b")).isEqualTo(Decision.DENY);
        assertThat(call("joe", "a.c")).isEqualTo(Decision.DENY);
        assertThat(decide("joe", Action.PUBLISH, "a.b", "exact")).isEqualTo(Decision.DENY);
        assertThat(decide("joe", Action.CALL, "a.b", "prefix")).isEqualTo(Decision.DENY);
    }

    @Test
    void what_was_not_needed_for_the_longest_time_is_forgotten() {
        answer = REMEMBER;
        for (String uri : List.of("a.1", "a.2", "a.3", "a.1", "a.4")) {
            call("joe", uri);
        }
        answer = false;

        assertThat(call("joe", "a.1")).isEqualTo(Decision.ALLOW);
        assertThat(call("joe", "a.2")).isEqualTo(Decision.DENY);
    }

    @Test
    void another_authorizer_of_the_role_remembers_nothing_yet() {
        RealmFixture fixture = new RealmFixture();
        answer = REMEMBER;
        fixture.role("guest", new AskingAuthorizer(this::answer, 3));
        TestClient guest = fixture.join("guest", Dict.empty());
        guest.call("com.a");
        guest.call("com.a");
        assertThat(asked).hasSize(1);

        answer = false;
        fixture.role("guest", new AskingAuthorizer(this::answer, 3));
        guest.call("com.a");

        assertThat(asked).hasSize(2);
        assertThat(guest.lastError().error()).isEqualTo("wamp.error.not_authorized");
    }

    @Test
    void a_procedure_that_fails_denies_and_the_caller_is_told_so() {
        RealmFixture fixture = new RealmFixture();
        fixture.role(
                "guest",
                new AskingAuthorizer(
                        arguments -> CompletableFuture.failedFuture(
                                ApplicationError.of("wamp.error.no_such_procedure", "secret detail")),
                        3));
        TestClient guest = fixture.join("guest", Dict.empty());

        guest.call("com.a");

        assertThat(guest.lastError().error()).isEqualTo("wamp.error.authorization_failed");
        assertThat(guest.lastError().payload().argument(0))
                .isEqualTo("the authorizer of role 'guest' failed: may not call 'com.a'");
    }
}
