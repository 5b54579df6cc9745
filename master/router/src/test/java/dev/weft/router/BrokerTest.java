package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.ErrorMessage;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Published;
import dev.weft.wamp.message.Unsubscribe;
import dev.weft.wamp.message.Unsubscribed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerTest {

    private static final Dict PREFIX = Dict.of("match", "prefix");
    private static final Dict WILDCARD = Dict.of("match", "wildcard");

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient publisher = fixture.join();
    private final TestClient subscriber = fixture.join();

    @Test
    void an_event_reaches_subscribers_but_not_its_publisher() {
        long subscription = subscriber.subscribe("com.topic");
        assertThat(publisher.subscribe("com.topic")).isEqualTo(subscription);

        publisher.publish("com.topic", Dict.empty(), "hello");

        Event event = subscriber.link.last(Event.class);
        assertThat(event.subscription()).isEqualTo(subscription);
        assertThat(event.details()).isEqualTo(Dict.empty());
        assertThat(subscriber.heard()).containsExactly("hello");
        assertThat(publisher.events()).isEmpty();
    }

    @Test
    void exclude_me_false_includes_the_publisher() {
        publisher.subscribe("com.topic");

        publisher.publish("com.topic", Dict.of("exclude_me", false), "mine");

        assertThat(publisher.heard()).containsExactly("mine");
    }

    @Test
    void a_publication_is_acknowledged_only_where_asked() {
        publisher.publish("com.topic", Dict.empty(), 1L);
        assertThat(publisher.link.sent(Published.class)).isEmpty();

        publisher.publish("com.topic", Dict.of("acknowledge", true), 2L);

        assertThat(publisher.link.last(Published.class).publication()).isBetween(1L, 1L << 53);
    }

    @Test
    void prefix_and_wildcard_subscriptions_get_the_topic_and_one_event_each() {
        long prefix = subscriber.subscribe("com.app", PREFIX);
        long wildcard = subscriber.subscribe("com..created", WILDCARD);
        long exact = subscriber.subscribe("com.app.created");

        publisher.publish("com.app.created", Dict.empty(), "x");

        List<Event> events = subscriber.events();
        assertThat(events).extracting(Event::subscription).containsExactlyInAnyOrder(prefix, wildcard, exact);
        assertThat(events)
                .extracting(Event::publication)
                .containsOnly(events.get(0).publication());
        for (Event event : events) {
            String topic = event.subscription() == exact ? null : "com.app.created";
            assertThat(event.details().string("topic")).isEqualTo(topic);
        }
    }

    @Test
    void patterns_do_not_match_other_topics() {
        subscriber.subscribe("com.app", PREFIX);
        subscriber.subscribe("com..created", WILDCARD);

        publisher.publish("com.ap", Dict.empty(), "shorter");
        publisher.publish("org.app.created", Dict.empty(), "elsewhere");
        publisher.publish("com.x.y.created", Dict.empty(), "deeper");

        assertThat(subscriber.events()).isEmpty();
    }

    @Test
    void lists_of_sessions_authids_and_authroles_choose_the_recipients() {
        fixture.role("guest", StaticPermissions.everything());
        TestClient guest = fixture.join("guest", Dict.empty());
        subscriber.subscribe("com.topic");
        guest.subscribe("com.topic");

        publisher.publish("com.topic", Dict.of("exclude", List.of(guest.id())), "not guest's session");
        publisher.publish("com.topic", Dict.of("eligible", List.of(guest.id())), "guest's session");
        publisher.publish("com.topic", Dict.of("exclude_authid", List.of("user1")), "not user1");
        publisher.publish("com.topic", Dict.of("eligible_authid", List.of("user1")), "user1");
        publisher.publish("com.topic", Dict.of("exclude_authrole", List.of("guest")), "not guests");
        publisher.publish("com.topic", Dict.of("eligible_authrole", List.of("guest")), "guests");
        publisher.publish("com.topic", Dict.of("eligible", List.of()), "nobody");

        assertThat(subscriber.heard()).containsExactly("not guest's session", "user1", "not guests");
        assertThat(guest.heard()).containsExactly("guest's session", "not user1", "guests");
    }

    @Test
    void a_list_of_recipients_may_be_one_value_and_what_is_no_list_reaches_nobody() {
        subscriber.subscribe("com.topic");

        publisher.publish("com.topic", Dict.of("eligible_authrole", "user"), "to users");
        publisher.publish("com.topic", Dict.of("eligible_authrole", "admin"), "to admins");
        publisher.publish("com.topic", Dict.of("eligible", "zz"), "to a session that is none");
        publisher.publish("com.topic", Dict.of("eligible_authid", List.of("user1", 5L)), "to a number");
        publisher.publish("com.topic", Dict.of("exclude", List.of("1")), "not to a text");
        publisher.publish("com.topic", Dict.of("exclude", null), "to all");
        publisher.publish("com.topic", Dict.of("eligible", List.of((double) subscriber.id())), "by JavaScript");
        publisher.publish("com.topic", Dict.of("exclude", List.of((double) subscriber.id())), "not by JavaScript");
        publisher.publish("com.topic", Dict.of("eligible", List.of(0.5)), "to half a session");
        publisher.publish("com.topic", Dict.of("eligible_authid", 5L).with("acknowledge", true), "acknowledged");

        assertThat(subscriber.heard()).containsExactly("to users", "to all", "by JavaScript");
        ErrorMessage error = publisher.link.last(ErrorMessage.class);
        assertThat(error.error()).isEqualTo("wamp.error.invalid_argument");
        assertThat(error.payload().argument(0)).isEqualTo("option eligible_authid: use a list of texts");
    }

    @Test
    void a_publisher_is_disclosed_on_request() {
        subscriber.subscribe("com.topic");

        publisher.publish("com.topic", Dict.of("disclose_me", true), 1L);

        Dict details = subscriber.link.last(Event.class).details();
        assertThat(details.integer("publisher")).isEqualTo(publisher.id());
        assertThat(details.string("publisher_authid")).isEqualTo("user1");
        assertThat(details.string("publisher_authrole")).isEqualTo("user");
    }

    @Test
    void after_unsubscribe_nothing_arrives() {
        long subscription = subscriber.subscribe("com.topic");
        subscriber.send(new Unsubscribe(subscriber.nextRequest(), subscription));
        assertThat(subscriber.link.last(Unsubscribed.class)).isNotNull();

        publisher.publish("com.topic", Dict.empty(), 1L);

        assertThat(subscriber.events()).isEmpty();
        assertThat(fixture.done(fixture.realm.stats()).subscriptions()).isZero();
    }

    @Test
    void unsubscribing_what_is_not_held_is_an_error() {
        long others = publisher.subscribe("com.topic");

        subscriber.send(new Unsubscribe(subscriber.nextRequest(), others));

        ErrorMessage error = subscriber.lastError();
        assertThat(error.requestType()).isEqualTo(MessageType.UNSUBSCRIBE);
        assertThat(error.error()).isEqualTo("wamp.error.no_such_subscription");
    }

    @Test
    void bad_topics_and_policies_are_errors() {
        subscriber.subscribe("com..topic");
        assertThat(subscriber.lastError().error()).isEqualTo("wamp.error.invalid_uri");

        subscriber.subscribe("com.topic", Dict.of("match", "regex"));
        assertThat(subscriber.lastError().error()).isEqualTo("wamp.error.invalid_argument");

        publisher.publish("com topic", Dict.of("acknowledge", true));
        assertThat(publisher.lastError().error()).isEqualTo("wamp.error.invalid_uri");
    }

    @Test
    void events_for_a_session_that_does_not_read_are_dropped_and_counted() {
        subscriber.subscribe("com.topic");
        subscriber.link.setQueuedBytes(2 << 20);

        publisher.publish("com.topic", Dict.empty(), "lost");
        subscriber.link.setQueuedBytes(0);
        publisher.publish("com.topic", Dict.empty(), "arrives");

        assertThat(subscriber.heard()).containsExactly("arrives");
        assertThat(fixture.done(fixture.realm.stats()).eventsDropped()).isEqualTo(1);
    }

    @Test
    void subscriptions_of_a_session_are_bounded() {
        RealmOptions.Limits limits =
                new RealmOptions.Limits(100, 1000, 2, 2, 1 << 20, 1 << 20, 1, 1 << 10, Duration.ZERO);
        RealmFixture small = new RealmFixture(RealmOptions.of("realm1").withLimits(limits));
        TestClient client = small.join();
        client.subscribe("com.a");
        client.subscribe("com.b");

        client.subscribe("com.c");

        assertThat(client.lastError().error()).isEqualTo("wamp.error.unavailable");
    }

    @Test
    void events_of_one_publisher_keep_their_order() {
        subscriber.subscribe("com.topic");
        subscriber.subscribe("com", PREFIX);

        for (long i = 0; i < 50; i++) {
            publisher.publish("com.topic", Dict.empty(), i);
        }

        List<Object> heard = subscriber.heard();
        assertThat(heard).hasSize(100).isSortedAccordingTo((a, b) -> Long.compare((Long) a, (Long) b));
    }
}
