package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.message.Result;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Unsubscribe;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetaApiTest {

    private final RealmFixture fixture = new RealmFixture();
    private final TestClient client = fixture.join();

    private @Nullable Object ask(String procedure, Object... arguments) {
        client.call(procedure, arguments);
        return client.lastResult().payload().argument(0);
    }

    private String refusal(String procedure, Object... arguments) {
        client.call(procedure, arguments);
        return client.lastError().error();
    }

    @Test
    void sessions_are_counted_listed_and_described() {
        TestClient trusted = fixture.join("trusted", Dict.empty());

        assertThat(ask("wamp.session.count")).isEqualTo(2L);
        assertThat(ask("wamp.session.count", List.of("trusted"))).isEqualTo(1L);
        assertThat(ask("wamp.session.list", List.of("trusted"))).isEqualTo(List.of(trusted.id()));
        assertThat(ask("wamp.session.get", client.id()))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("session", client.id())
                .containsEntry("authid", "user1")
                .containsEntry("authrole", "user")
                .containsEntry("authmethod", "anonymous")
                .containsKey("transport");
        assertThat(refusal("wamp.session.get", 12345L)).isEqualTo("wamp.error.no_such_session");
        assertThat(refusal("wamp.session.get", "x")).isEqualTo("wamp.error.invalid_argument");
    }

    @Test
    void sessions_are_killed_with_reason_but_not_the_caller() {
        TestClient one = fixture.join();
        TestClient two = fixture.join();
        TestClient trusted = fixture.join("trusted", Dict.empty());

        client.call(
                "wamp.session.kill",
                Dict.empty(),
                Payload.of(List.of(one.id()), Map.of("reason", "com.bye", "message", "now")));
        assertThat(one.link.last(Goodbye.class)).isEqualTo(new Goodbye(Dict.of("message", "now"), "com.bye"));
        assertThat(one.link.closeReason()).isNotNull();
        assertThat(refusal("wamp.session.kill", client.id())).isEqualTo("wamp.error.no_such_session");
        assertThat(ask("wamp.session.kill_by_authid", "user1")).isEqualTo(List.of(two.id()));
        assertThat(ask("wamp.session.kill_by_authrole", "trusted")).isEqualTo(List.of(trusted.id()));
        fixture.join();
        assertThat(ask("wamp.session.kill_all")).isEqualTo(1L);
        assertThat(ask("wamp.session.count")).isEqualTo(1L);
    }

    @Test
    void registrations_are_looked_up_matched_and_described() {
        TestClient callee = fixture.join();
        long exact = callee.register("com.a.b");
        long prefix = callee.register("com", Dict.of("match", "prefix"));

        assertThat(ask("wamp.registration.list"))
                .isEqualTo(Map.of("exact", List.of(exact), "prefix", List.of(prefix), "wildcard", List.of()));
        assertThat(ask("wamp.registration.lookup", "com.a.b")).isEqualTo(exact);
        assertThat(ask("wamp.registration.lookup", "com", Map.of("match", "prefix")))
                .isEqualTo(prefix);
        assertThat(ask("wamp.registration.lookup", "com")).isNull();
        assertThat(ask("wamp.registration.match", "com.a.c")).isEqualTo(prefix);
        assertThat(ask("wamp.registration.match", "org.a")).isNull();
        assertThat(ask("wamp.registration.get", exact))
                .isEqualTo(Map.of(
                        "id", exact,
                        "created", "2026-01-01T00:00:00.000Z",
                        "uri", "com.a.b",
                        "match", "exact",
                        "invoke", "single"));
        assertThat(ask("wamp.registration.list_callees", exact)).isEqualTo(List.of(callee.id()));
        assertThat(ask("wamp.registration.count_callees", exact)).isEqualTo(1L);
        assertThat(refusal("wamp.registration.get", 99L)).isEqualTo("wamp.error.no_such_registration");
    }

    @Test
    void a_callee_is_removed() {
        TestClient callee = fixture.join("user", RealmFixture.ALL_FEATURES);
        long registration = callee.register("com.a");

        ask("wamp.registration.remove_callee", registration, callee.id(), "com.reason");

        assertThat(callee.link.last(Unregistered.class).details().string("reason"))
                .isEqualTo("com.reason");
        assertThat(refusal("com.a")).isEqualTo("wamp.error.no_such_procedure");
    }

    @Test
    void subscriptions_are_looked_up_matched_and_described() {
        TestClient subscriber = fixture.join();
        long exact = subscriber.subscribe("com.a");
        long prefix = subscriber.subscribe("com", Dict.of("match", "prefix"));

        assertThat(ask("wamp.subscription.lookup", "com.a")).isEqualTo(exact);
        assertThat(ask("wamp.subscription.match", "com.a")).isEqualTo(List.of(exact, prefix));
        assertThat(ask("wamp.subscription.match", "org")).isNull();
        assertThat(ask("wamp.subscription.list_subscribers", exact)).isEqualTo(List.of(subscriber.id()));
        assertThat(ask("wamp.subscription.count_subscribers", prefix)).isEqualTo(1L);
        ask("wamp.subscription.remove_subscriber", exact, subscriber.id());
        assertThat(refusal("wamp.subscription.get", exact)).isEqualTo("wamp.error.no_such_subscription");
    }

    @Test
    void joining_and_leaving_is_published() {
        client.subscribe("wamp.session.on_join");
        client.subscribe("wamp.session.on_leave");

        TestClient other = fixture.join();
        other.vanish();

        List<Event> events = client.events();
        assertThat(events).hasSize(2);
        assertThat(events.get(0).payload().argument(0))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("session", other.id());
        assertThat(events.get(1).payload()).isEqualTo(Payload.of(other.id()));
    }

    @Test
    void a_session_hears_of_its_registration_and_subscription_before_anybody_else() {
        client.subscribe("wamp.", Dict.of("match", "prefix"));
        client.link.clear();

        long registration = client.register("com.a");
        long subscription = client.subscribe("com.t");
        client.send(new Unsubscribe(client.nextRequest(), subscription));

        assertThat(client.link.sent())
                .extracting(Message::type)
                .containsExactly(
                        MessageType.REGISTERED,
                        MessageType.EVENT,
                        MessageType.EVENT,
                        MessageType.SUBSCRIBED,
                        MessageType.EVENT,
                        MessageType.EVENT,
                        MessageType.UNSUBSCRIBED,
                        MessageType.EVENT,
                        MessageType.EVENT);
        assertThat(client.events())
                .extracting(event -> event.details().string("topic"))
                .containsExactly(
                        "wamp.registration.on_create",
                        "wamp.registration.on_register",
                        "wamp.subscription.on_create",
                        "wamp.subscription.on_subscribe",
                        "wamp.subscription.on_unsubscribe",
                        "wamp.subscription.on_delete");
        assertThat(client.events().get(1).payload()).isEqualTo(Payload.of(client.id(), registration));
    }

    @Test
    void roles_need_permission_for_the_meta_api() {
        fixture.role("guest", StaticPermissions.nothing());
        TestClient guest = fixture.join("guest", Dict.empty());

        guest.call("wamp.session.count");

        assertThat(guest.lastError().error()).isEqualTo("wamp.error.not_authorized");
    }

    @Test
    void a_realm_without_it_serves_and_tells_nothing() {
        RealmFixture off = new RealmFixture(RealmOptions.of("realm1").withMetaApi(RealmOptions.MetaApi.OFF));
        TestClient other = off.join();
        other.subscribe("wamp.session.on_join");
        off.join();
        other.call("wamp.session.count");

        assertThat(other.lastError().error()).isEqualTo("wamp.error.no_such_procedure");
        assertThat(other.link.sent(Event.class)).isEmpty();
        assertThat(other.link.sent(Result.class)).isEmpty();
    }
}
