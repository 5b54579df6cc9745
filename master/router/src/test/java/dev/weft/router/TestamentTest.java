package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Payload;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** WAMP, "Testament". */
class TestamentTest {

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient heir = fixture.join();
    private final TestClient client = fixture.join();

    TestamentTest() {
        heir.subscribe("com.will");
    }

    private void add(Object argument, Map<String, Object> keywords) {
        client.call(
                "wamp.session.add_testament",
                Dict.empty(),
                Payload.of(List.of("com.will", List.of(argument), Map.of("k", 1L)), keywords));
    }

    @Test
    void they_are_published_when_the_session_ends_however_it_does_detached_ones_first() {
        add("first", Map.of());
        add("second", Map.of("scope", "destroyed"));
        add("before", Map.of("scope", "detached"));
        assertThat(heir.heard()).isEmpty();

        client.vanish();

        assertThat(heir.heard()).containsExactly("before", "first", "second");
        assertThat(heir.events().get(0).payload().keywords()).isEqualTo(Map.of("k", 1L));
        TestClient polite = fixture.join();
        polite.call("wamp.session.add_testament", "com.will", List.of("bye"), Map.of());
        polite.send(new Goodbye(Dict.empty(), "wamp.close.normal"));
        assertThat(heir.heard()).endsWith("bye");
        TestClient killed = fixture.join();
        killed.call("wamp.session.add_testament", "com.will", List.of("killed"), Map.of());
        heir.call("wamp.session.kill", killed.id());
        assertThat(heir.heard()).endsWith("killed");
    }

    @Test
    void flushed_ones_are_not() {
        add("one", Map.of());
        add("two", Map.of("scope", "detached"));
        client.call("wamp.session.flush_testaments");
        client.vanish();

        assertThat(heir.heard()).containsExactly("two");
    }

    @Test
    void their_options_count() {
        fixture.role("other", StaticPermissions.everything());
        TestClient other = fixture.join("other", Dict.empty());
        other.subscribe("com.will");
        add("for some", Map.of("publish_options", Map.of("eligible_authrole", List.of("other"), "disclose_me", true)));
        client.vanish();

        assertThat(heir.heard()).isEmpty();
        assertThat(other.events().get(0).details().integer("publisher")).isEqualTo(client.id());
    }

    @Test
    void their_recipients_are_checked_while_somebody_is_there_to_hear_of_it() {
        add("for whom", Map.of("publish_options", Map.of("eligible_authrole", 5L)));

        assertThat(client.link.last(ErrorMessage.class).error()).isEqualTo("wamp.error.invalid_argument");
        client.vanish();
        assertThat(heir.heard()).isEmpty();
    }

    @Test
    void nobody_publishes_by_a_testament_what_it_may_not() {
        fixture.role("meta", Permission.allow("wamp.session.", "prefix", EnumSet.of(Action.CALL)));
        TestClient limited = fixture.join("meta", Dict.empty());
        limited.call("wamp.session.add_testament", "com.will", List.of("x"), Map.of());
        limited.vanish();
        assertThat(heir.heard()).isEmpty();

        CompletableFuture<Authorizer.Decision> slow = new CompletableFuture<>();
        fixture.role(
                "slow",
                (session, request) -> request.action() == Action.PUBLISH
                        ? slow
                        : CompletableFuture.completedFuture(Authorizer.Decision.ALLOW));
        TestClient asked = fixture.join("slow", Dict.empty());
        asked.call("wamp.session.add_testament", "com.will", List.of("late"), Map.of());
        asked.vanish();
        assertThat(heir.heard()).isEmpty();
        slow.complete(Authorizer.Decision.ALLOW);
        fixture.loop.runAll();
        assertThat(heir.heard()).containsExactly("late");
    }

    @Test
    void there_are_bounds() {
        for (int i = 0; i < 16; i++) {
            add(i, Map.of());
        }
        assertThat(client.link.sent(dev.weft.wamp.message.ErrorMessage.class)).isEmpty();
        add("too many", Map.of());
        assertThat(client.lastError().error()).isEqualTo("wamp.error.unavailable");
    }

    @Test
    void wrong_arguments_are_named() {
        client.call("wamp.session.add_testament", "com..will", List.of(), Map.of());
        assertThat(client.lastError().error()).isEqualTo("wamp.error.invalid_uri");
        add("x", Map.of("scope", "never"));
        assertThat(String.valueOf(client.lastError().payload().argument(0))).contains("scope");
    }
}
