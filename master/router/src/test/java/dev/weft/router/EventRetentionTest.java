package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.router.RealmOptions.Retention;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.Subscribed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WAMP, "Event Retention". */
class EventRetentionTest {

    private static final Dict RETAIN = Dict.of("retain", true);
    private static final Dict GET = Dict.of("get_retained", true);

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient publisher = fixture.join();

    private TestClient late(String topic, Dict options) {
        TestClient client = fixture.join();
        client.subscribe(topic, options);
        return client;
    }

    @Test
    void who_comes_late_and_asks_gets_the_last_event_after_its_subscription_is_confirmed() {
        publisher.publish("com.temperature", RETAIN, 20L);
        publisher.publish("com.temperature", RETAIN, 21L);
        publisher.publish("com.temperature", Dict.empty(), 22L);

        TestClient client = late("com.temperature", GET);

        assertThat(client.events())
                .extracting(event -> event.payload().argument(0), Event::details)
                .containsExactly(tuple(21L, Dict.of("retained", true)));
        List<Message> sent = client.link.sent(Message.class);
        assertThat(sent.get(sent.size() - 2)).isInstanceOf(Subscribed.class);
        assertThat(late("com.temperature", Dict.empty()).events()).isEmpty();
        assertThat(late("com.other", GET).events()).isEmpty();
    }

    @Test
    void a_pattern_gets_one_event_of_each_topic() {
        publisher.publish("com.a.x", RETAIN, 1L);
        publisher.publish("com.b.x", RETAIN, 2L);
        publisher.publish("org.c.x", RETAIN, 3L);

        assertThat(late("com.", GET.with("match", "prefix")).events())
                .extracting(event -> event.payload().argument(0), Event::details)
                .containsExactlyInAnyOrder(
                        tuple(1L, Dict.of("topic", "com.a.x").with("retained", true)),
                        tuple(2L, Dict.of("topic", "com.b.x").with("retained", true)));
        assertThat(late("..x", GET.with("match", "wildcard")).heard()).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void nobody_gets_what_it_would_not_have_got_but_what_was_retained_before() {
        publisher.publish("com.t", RETAIN, "for all");
        publisher.publish("com.t", RETAIN.with("eligible_authrole", List.of("nobody")), "for some");
        publisher.publish("com.t", RETAIN.with("exclude_authid", List.of("user1")), "for others");

        assertThat(late("com.t", GET).heard()).containsExactly("for all");
        publisher.subscribe("com.t", GET);
        assertThat(publisher.heard()).as("its own").isEmpty();
        publisher.publish("com.t", RETAIN.with("exclude_me", false), "also for me");
        publisher.subscribe("com.t", GET);
        assertThat(publisher.heard()).containsExactly("also for me", "also for me");
    }

    @Test
    void events_for_some_do_not_pile_up_nor_push_out_the_one_for_all() {
        publisher.publish("com.t", RETAIN, "for all");
        for (int i = 0; i < 100; i++) {
            publisher.publish("com.t", RETAIN.with("eligible_authrole", List.of("nobody")), i);
        }

        assertThat(late("com.t", GET).heard()).containsExactly("for all");
    }

    @Test
    void beyond_its_bounds_a_realm_forgets_the_topic_that_is_oldest() {
        RealmFixture small = new RealmFixture(RealmOptions.of("realm1").withRetention(new Retention(2, 1 << 20)));
        TestClient client = small.join();
        for (String topic : List.of("com.a", "com.b", "com.a", "com.c")) {
            client.publish(topic, RETAIN.with("exclude_me", false), topic);
        }

        client.subscribe("com.", GET.with("match", "prefix"));

        assertThat(client.heard()).containsExactly("com.a", "com.c");
    }
}
