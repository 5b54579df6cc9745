package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.Authorizer.Decision;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Result;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AuthorizationTest {

    private final RealmFixture fixture = new RealmFixture();

    @Test
    void a_refusal_names_role_action_and_uri() {
        fixture.role("guest", Permission.allow("com.open", "exact", EnumSet.allOf(Action.class)));
        TestClient guest = fixture.join("guest", Dict.empty());

        guest.call("com.closed");
        assertRefused(guest, "role 'guest' may not call 'com.closed'");
        guest.register("com.closed");
        assertRefused(guest, "role 'guest' may not register 'com.closed'");
        guest.subscribe("com.closed");
        assertRefused(guest, "role 'guest' may not subscribe 'com.closed'");
        guest.publish("com.closed", Dict.of("acknowledge", true));
        assertRefused(guest, "role 'guest' may not publish 'com.closed'");
    }

    private static void assertRefused(TestClient client, String text) {
        assertThat(client.lastError().error()).isEqualTo("wamp.error.not_authorized");
        assertThat(client.lastError().payload().argument(0)).isEqualTo(text);
    }

    @Test
    void a_refused_publication_without_acknowledge_is_dropped_in_silence() {
        fixture.role("guest", StaticPermissions.nothing());
        TestClient guest = fixture.join("guest", Dict.empty());
        TestClient user = fixture.join();
        user.subscribe("com.topic");

        guest.publish("com.topic", Dict.empty(), 1L);

        assertThat(guest.link.sent(ErrorMessage.class)).isEmpty();
        assertThat(user.events()).isEmpty();
    }

    @Test
    void reserved_uris_are_for_the_trusted_role_only() {
        TestClient user = fixture.join();
        TestClient trusted = fixture.join("trusted", Dict.empty());

        user.register("wamp.session.mine");
        assertThat(user.lastError().error()).isEqualTo("wamp.error.not_authorized");
        user.register("", Dict.of("match", "prefix"));
        assertThat(user.lastError().error()).isEqualTo("wamp.error.not_authorized");
        user.publish("crossbar.on_lie", Dict.of("acknowledge", true));
        assertThat(user.lastError().error()).isEqualTo("wamp.error.not_authorized");

        assertThat(trusted.register("crossbar.worker.w1.get")).isPositive();
        user.call("crossbar.worker.w1.get");
        assertThat(trusted.link.sent(Invocation.class)).hasSize(1);
    }

    @Test
    void what_is_reserved_is_an_option() {
        RealmFixture node = new RealmFixture(RealmOptions.of("crossbar").withReservedPrefixes(List.of("wamp.")));

        assertThat(node.join().register("crossbar.worker.w1.get")).isPositive();
    }

    @Test
    void an_authorizer_that_takes_its_time_keeps_the_order_of_a_session() {
        List<CompletableFuture<Decision>> asked = new ArrayList<>();
        fixture.role("slow", (session, request) -> {
            CompletableFuture<Decision> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        });
        TestClient slow = fixture.join("slow", Dict.empty());
        TestClient user = fixture.join();
        user.subscribe("com.topic");

        slow.publish("com.topic", Dict.empty(), "first");
        slow.publish("com.topic", Dict.empty(), "second");
        slow.publish("com.topic", Dict.empty(), "third");
        assertThat(asked).hasSize(1);
        user.publish("com.topic", Dict.of("exclude_me", false), "not held up");
        decide(asked, 0, Decision.ALLOW);
        decide(asked, 1, Decision.DENY);
        decide(asked, 2, Decision.ALLOW);

        assertThat(user.heard()).containsExactly("not held up", "first", "third");
    }

    @Test
    void a_held_session_still_answers_invocations() {
        List<CompletableFuture<Decision>> asked = new ArrayList<>();
        fixture.role("slow", (session, request) -> {
            if (request.action() == Action.REGISTER) {
                return CompletableFuture.completedFuture(Decision.ALLOW);
            }
            CompletableFuture<Decision> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        });
        TestClient slow = fixture.join("slow", Dict.empty());
        TestClient user = fixture.join();
        slow.register("com.proc");
        user.call("com.proc");
        slow.call("com.waits");

        slow.answer("done");

        assertThat(user.link.sent(Result.class)).hasSize(1);
        slow.vanish();
        decide(asked, 0, Decision.ALLOW);
        assertThat(slow.link.sent(ErrorMessage.class)).isEmpty();
    }

    private void decide(List<CompletableFuture<Decision>> asked, int index, Decision decision) {
        asked.get(index).complete(decision);
        fixture.loop.runAll();
    }

    @Test
    void an_authorizer_that_fails_denies() {
        fixture.role("broken", (session, request) -> CompletableFuture.failedFuture(new IllegalStateException("x")));
        fixture.role("thrower", (session, request) -> {
            throw new IllegalStateException("x");
        });
        for (String role : List.of("broken", "thrower")) {
            TestClient client = fixture.join(role, Dict.empty());
            client.call("com.proc");
            assertThat(client.lastError().error()).isEqualTo("wamp.error.authorization_failed");
            client.register("com.proc");
            assertThat(client.lastError().error()).isEqualTo("wamp.error.authorization_failed");
            client.subscribe("com.topic");
            assertThat(client.lastError().error()).isEqualTo("wamp.error.authorization_failed");
            client.publish("com.topic", Dict.of("acknowledge", true));
            assertThat(client.lastError().error()).isEqualTo("wamp.error.authorization_failed");
        }
    }

    @Test
    void an_authorizer_may_disclose() {
        fixture.role("open", (session, request) -> CompletableFuture.completedFuture(new Decision(true, true)));
        TestClient user = fixture.join();
        user.subscribe("com.topic");

        TestClient open = fixture.join("open", Dict.empty());
        open.publish("com.topic", Dict.empty());

        assertThat(user.link.last(Event.class).details().integer("publisher")).isEqualTo(open.id());
    }

    @Test
    void permits_answers_as_a_session_would_be() {
        fixture.role("guest", Permission.allow("com.", "prefix", Set.of(Action.CALL)));

        assertThat(fixture.done(fixture.realm.permits("guest", Action.CALL, "com.a")))
                .isTrue();
        assertThat(fixture.done(fixture.realm.permits("guest", Action.PUBLISH, "com.a")))
                .isFalse();
        assertThat(fixture.done(fixture.realm.permits("user", Action.REGISTER, "wamp.a")))
                .isFalse();
        assertThat(fixture.realm.permits("nobody", Action.CALL, "com.a"))
                .satisfies(stage -> fixture.loop.runAll())
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("wamp.error.no_such_role");
    }
}
