package dev.weft.router;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.RealmOptions.Kept;
import dev.weft.router.RealmOptions.Stored;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** WAMP, "Event History". */
class EventHistoryTest {

    private final RealmFixture fixture = new RealmFixture(RealmOptions.of("realm1")
            .withStored(new Stored(
                    List.of(new Kept("com.log", MatchPolicy.EXACT, 3), new Kept("com.", MatchPolicy.PREFIX, 100)),
                    List.of())));
    private final TestClient client = fixture.join();

    private long lookup(String topic, String match) {
        client.call("wamp.subscription.lookup", topic, Map.of("match", match));
        return number(client.lastResult().payload().argument(0));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> events(TestClient who, long subscription, Map<String, Object> keywords) {
        who.call("wamp.subscription.get_events", Dict.empty(), Payload.of(List.of(subscription), keywords));
        return (List<Map<String, Object>>)
                requireNonNull(who.lastResult().payload().argument(0));
    }

    private static long number(@Nullable Object value) {
        return (Long) requireNonNull(value);
    }

    private static List<Object> args(List<Map<String, Object>> events) {
        return events.stream()
                .map(event -> requireNonNull(event.get("args")))
                .map(args -> (Object) ((List<?>) args).get(0))
                .toList();
    }

    @Test
    void the_last_events_are_kept_before_anybody_subscribes_and_after_everybody_has_left() {
        for (long i = 1; i <= 5; i++) {
            client.publish("com.log", Dict.empty(), i);
        }
        client.publish("com.other", Dict.empty(), 6L);
        TestClient short_lived = fixture.join();
        short_lived.subscribe("com.log");
        short_lived.vanish();

        List<Map<String, Object>> exact = events(client, lookup("com.log", "exact"), Map.of());
        assertThat(args(exact)).containsExactly(3L, 4L, 5L);
        assertThat(exact.get(0)).containsKeys("timestamp", "publication", "details", "kwargs");
        List<Map<String, Object>> prefix = events(client, lookup("com.", "prefix"), Map.of());
        assertThat(args(prefix)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(prefix.get(5)).containsEntry("topic", "com.other");
    }

    @Test
    void conditions_hold_all_at_once() {
        for (long i = 1; i <= 20; i++) {
            client.publish(i % 2 == 0 ? "com.even" : "com.odd", Dict.empty(), i);
        }
        long id = lookup("com.", "prefix");
        assertThat(args(events(client, id, Map.of())))
                .as("ten unless asked otherwise")
                .hasSize(10);
        List<Map<String, Object>> all = events(client, id, Map.of("limit", 100L));
        long fifth = number(all.get(4).get("publication"));
        long tenth = number(all.get(9).get("publication"));

        assertThat(args(events(client, id, Map.of("reverse", true, "limit", 2L))))
                .containsExactly(20L, 19L);
        assertThat(args(events(client, id, Map.of("topic", "com.even", "limit", 2L))))
                .containsExactly(2L, 4L);
        assertThat(args(events(client, id, Map.of("from_publication", fifth, "before_publication", tenth))))
                .containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(args(events(client, id, Map.of("after_publication", fifth, "until_publication", tenth))))
                .containsExactly(6L, 7L, 8L, 9L, 10L);
        assertThat(events(client, id, Map.of("after_publication", 7L)))
                .as("of none that is known")
                .isEmpty();
        assertThat(events(client, id, Map.of("before_time", "2000-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(args(events(client, id, Map.of("from_time", "1970-01-01T00:00:00+00:00", "limit", 1L))))
                .containsExactly(1L);
    }

    @Test
    void wrong_conditions_are_named() {
        long id = lookup("com.", "prefix");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("limit", 0L), Map.of("from_time", "yesterday"), Map.of("topic", 7L))) {
            client.call("wamp.subscription.get_events", Dict.empty(), Payload.of(List.of(id), wrong));
            assertThat(client.lastError().error()).isEqualTo("wamp.error.invalid_argument");
            assertThat(String.valueOf(client.lastError().payload().argument(0)))
                    .contains(wrong.keySet().iterator().next());
        }
    }

    @Test
    void what_only_some_got_is_told_to_them_only_and_what_went_by_session_ids_is_not_kept() {
        client.publish("com.log", Dict.of("eligible_authrole", List.of("admin")), "for admins");
        client.publish("com.log", Dict.of("exclude", List.of(7L)), "by session");
        client.publish("com.log", Dict.empty(), "for all");
        fixture.role("admin", StaticPermissions.everything());
        TestClient admin = fixture.join("admin", Dict.empty());
        long id = lookup("com.log", "exact");

        assertThat(args(events(client, id, Map.of()))).containsExactly("for all");
        assertThat(args(events(admin, id, Map.of()))).containsExactly("for admins", "for all");
    }

    @Test
    void who_may_not_subscribe_may_not_read_it() {
        client.publish("com.log", Dict.empty(), 1L);
        long id = lookup("com.log", "exact");
        fixture.role("caller", Permission.allow("wamp.subscription.", "prefix", EnumSet.of(Action.CALL)));
        TestClient nosy = fixture.join("caller", Dict.empty());

        nosy.call("wamp.subscription.get_events", id);

        assertThat(nosy.lastError().error()).isEqualTo("wamp.error.not_authorized");
    }

    @Test
    void a_subscription_without_a_history_has_none() {
        client.subscribe("org.other");
        client.publish("org.other", Dict.empty(), 1L);
        assertThat(events(client, lookup("org.other", "exact"), Map.of())).isEmpty();
    }
}
