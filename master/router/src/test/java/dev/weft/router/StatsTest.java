package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.router.RealmOptions.Limits;
import dev.weft.router.RealmOptions.Retention;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a realm counts, and that each of its bounds is counted and told. */
class StatsTest {

    private static final Limits SMALL = new Limits(3, 1, 1, 1, 1000, 1000, 2, 1000, Duration.ofSeconds(5));

    private RealmFixture fixture = new RealmFixture();

    private RealmStats stats() {
        return fixture.done(fixture.realm.stats());
    }

    private List<String> reached(Runnable what) {
        fixture.reached.clear();
        what.run();
        return List.copyOf(fixture.reached);
    }

    @Test
    void calls_are_timed_from_call_to_their_end() {
        TestClient callee = fixture.join();
        TestClient caller = fixture.join();
        callee.register("com.add");
        for (long micros : List.of(0L, 64L, 65L, 128L, 40_000_000L)) {
            caller.call("com.add");
            fixture.nanos += micros * 1000;
            callee.answer();
        }
        caller.call("com.add");
        caller.call("com.unknown");

        RealmStats.Calls calls = stats().calls();
        assertThat(calls.pending()).isEqualTo(1);
        assertThat(calls.ended()).isEqualTo(5);
        assertThat(calls.micros()).isEqualTo(40_000_257);
        assertThat(calls.buckets()).hasSize(20).startsWith(new RealmStats.Bucket(64, 2), new RealmStats.Bucket(128, 4));
        assertThat(calls.buckets().get(19)).isEqualTo(new RealmStats.Bucket(64L << 19, 4));
        caller.vanish();
        assertThat(stats().calls().pending()).isZero();
    }

    @Test
    void a_call_that_timed_out_is_timed_too() {
        TestClient callee = fixture.join();
        callee.register("com.slow");
        callee.call("com.slow", Dict.of("timeout", 100L), Payload.empty());
        fixture.nanos += 100_000_000;
        fixture.pass(Duration.ofMillis(100));

        assertThat(stats().calls().micros()).isEqualTo(100_000);
    }

    @Test
    void what_waits_to_be_sent_is_counted() {
        fixture.join().link.setQueuedBytes(30);
        fixture.join().link.setQueuedBytes(12);

        assertThat(stats().queue()).isEqualTo(new RealmStats.Queue(42, 30));
    }

    @Test
    void a_realm_takes_so_many_sessions_and_no_more() {
        fixture = new RealmFixture(RealmOptions.of("realm1").withLimits(SMALL));
        TestClient first = fixture.join();
        fixture.join();
        fixture.join();
        assertThatThrownBy(fixture::join)
                .hasRootCauseMessage(
                        "wamp.error.unavailable: realm 'realm1' has 3 sessions already, as many as it may");
        assertThat(fixture.reached).containsExactly("sessions user1");
        fixture.done(fixture.realm.open("component", "trusted"));

        first.vanish();
        fixture.join();
        assertThat(stats().reached()).isEqualTo(Map.of("sessions", 1L));
    }

    @Test
    void a_topic_that_is_forgotten_with_what_was_retained_of_it_is_counted_and_told() {
        fixture = new RealmFixture(RealmOptions.of("realm1").withRetention(new Retention(1, 1000)));
        TestClient publisher = fixture.join();
        Dict retain = Dict.of("retain", true);

        assertThat(reached(() -> publisher.publish("com.one", retain, 1))).isEmpty();
        assertThat(reached(() -> publisher.publish("com.one", retain, 2))).isEmpty();
        assertThat(reached(() -> publisher.publish("com.two", retain, 3))).containsExactly("retained user1");
    }

    @Test
    void every_bound_of_a_session_is_counted_and_told() {
        fixture = new RealmFixture(RealmOptions.of("realm1").withLimits(SMALL));
        TestClient one = fixture.join();
        TestClient two = fixture.join();
        one.register("com.one");
        one.subscribe("com.topic");

        assertThat(reached(() -> one.register("com.two"))).containsExactly("registrations user1");
        assertThat(reached(() -> one.subscribe("com.other"))).containsExactly("subscriptions user1");
        one.link.setQueuedBytes(1001);
        assertThat(reached(() -> two.publish("com.topic", Dict.empty(), "lost")))
                .containsExactly("event_queue user1");
        assertThat(reached(() -> two.call("com.one"))).containsExactly("invocation_queue user1");
        one.link.setQueuedBytes(0);
        two.call("com.one");
        assertThat(reached(() -> two.call("com.one"))).containsExactly("pending_calls user1");
        assertThat(reached(() -> fixture.pass(Duration.ofSeconds(5)))).containsExactly("call_time user1");
        two.call("com.one", Dict.of("timeout", 1L), Payload.empty());
        assertThat(reached(() -> fixture.pass(Duration.ofSeconds(5)))).isEmpty();
        assertThat(stats().reached())
                .containsOnlyKeys(
                        "registrations",
                        "subscriptions",
                        "event_queue",
                        "invocation_queue",
                        "pending_calls",
                        "call_time");
        assertThat(stats().eventsDropped()).isEqualTo(1);

        assertThat(reached(() -> {
                    for (int i = 0; i < 3; i++) {
                        two.call("wamp.session.add_testament", "com.bye", List.of(), Map.of());
                    }
                }))
                .containsExactly("testaments user1");
    }
}
