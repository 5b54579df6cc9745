package dev.weft.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.router.Authorizer.Decision;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Event;
import dev.weft.wamp.message.Goodbye;
import dev.weft.wamp.message.Invocation;
import dev.weft.wamp.message.Unregistered;
import dev.weft.wamp.message.Unsubscribed;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleChangeTest {

    private static final Set<Action> ALL = EnumSet.allOf(Action.class);

    private final RealmFixture fixture = new RealmFixture();

    /** What is held, the new permission, and whether it may stay. */
    @ParameterizedTest
    @CsvSource({
        "com.a, exact, com.a, exact, true",
        "com.a, exact, com., prefix, true",
        "com.a, exact, com., wildcard, true",
        "com.a, exact, com.b, exact, false",
        "com.a, exact, org., prefix, false",
        "com.a, prefix, com., prefix, true",
        "com.a, prefix, com.a.b, prefix, false",
        "com.a, prefix, com.a, exact, false",
        "com..x, wildcard, com..x, wildcard, true",
        "com..x, wildcard, com.a.x, exact, false",
        "com..x, wildcard, com., prefix, true"
    })
    void what_the_new_rules_do_not_cover_is_revoked_at_once(
            String held, String match, String granted, String policy, boolean stays) {
        fixture.role("app", StaticPermissions.everything());
        TestClient told = fixture.join("app", RealmFixture.ALL_FEATURES);
        TestClient untold = fixture.join("app", Dict.empty());
        Dict options = Dict.of("match", match).with("invoke", "roundrobin");
        long registration = told.register(held, options);
        long subscription = told.subscribe(held, options);
        untold.register(held, options);
        untold.subscribe(held, options);

        fixture.role("app", Permission.allow(granted, policy, ALL));

        assertThat(told.link.sent(Unregistered.class))
                .isEqualTo(stays ? List.of() : List.of(new Unregistered(0, revoked("registration", registration))));
        assertThat(told.link.sent(Unsubscribed.class))
                .isEqualTo(stays ? List.of() : List.of(new Unsubscribed(0, revoked("subscription", subscription))));
        assertThat(untold.link.sent(Unregistered.class)).isEmpty();
        assertThat(untold.link.sent(Unsubscribed.class)).isEmpty();
        RealmStats stats = fixture.done(fixture.realm.stats());
        assertThat(stats.registrations()).isEqualTo(stays ? 1 : 0);
        assertThat(stats.subscriptions()).isEqualTo(stays ? 1 : 0);
    }

    private static Dict revoked(String kind, long id) {
        return Dict.of(kind, id).with("reason", "wamp.error.not_authorized");
    }

    @Test
    void revocation_is_told_by_meta_events_and_ends_service_and_delivery() {
        fixture.role("app", StaticPermissions.everything());
        TestClient app = fixture.join("app", Dict.empty());
        long registration = app.register("com.proc");
        app.subscribe("com.topic");
        TestClient watcher = fixture.join();
        watcher.subscribe("wamp.registration.on_unregister");
        watcher.subscribe("wamp.subscription.on_delete");

        fixture.role("app", StaticPermissions.nothing());

        assertThat(watcher.events())
                .extracting(event -> event.payload().argument(0))
                .containsExactly(app.id(), app.id());
        assertThat(watcher.events().get(0).payload().argument(1)).isEqualTo(registration);
        watcher.call("com.proc");
        assertThat(watcher.lastError().error()).isEqualTo("wamp.error.no_such_procedure");
        watcher.publish("com.topic", Dict.empty());
        assertThat(app.link.sent(Event.class)).isEmpty();
    }

    @Test
    void a_call_under_way_is_answered_although_its_registration_was_revoked() {
        fixture.role("app", StaticPermissions.everything());
        TestClient app = fixture.join("app", Dict.empty());
        TestClient caller = fixture.join();
        app.register("com.proc");
        caller.call("com.proc");

        fixture.role("app", StaticPermissions.nothing());
        app.answer("late but welcome");

        assertThat(caller.lastResult().payload().argument(0)).isEqualTo("late but welcome");
    }

    @Test
    void new_rules_hold_for_the_next_message_of_existing_sessions() {
        fixture.role("app", StaticPermissions.nothing());
        TestClient app = fixture.join("app", Dict.empty());
        app.subscribe("com.topic");
        assertThat(app.lastError().error()).isEqualTo("wamp.error.not_authorized");

        fixture.role("app", StaticPermissions.everything());

        assertThat(app.subscribe("com.topic")).isPositive();
    }

    @Test
    void another_roles_sessions_keep_what_they_hold() {
        fixture.role("app", StaticPermissions.everything());
        TestClient user = fixture.join();
        user.register("com.proc");

        fixture.role("app", StaticPermissions.nothing());

        fixture.join().call("com.proc");
        assertThat(user.link.sent(Invocation.class)).hasSize(1);
    }

    @Test
    void a_dynamic_authorizer_is_asked_again_and_put_waits_for_it() {
        fixture.role("app", StaticPermissions.everything());
        TestClient app = fixture.join("app", RealmFixture.ALL_FEATURES);
        app.register("com.proc");
        CompletableFuture<Decision> answer = new CompletableFuture<>();

        CompletionStage<Void> put = fixture.realm.putRole(new RoleRules("app", (session, request) -> answer));
        fixture.loop.runAll();
        assertThat(put.toCompletableFuture()).isNotDone();
        answer.complete(Decision.DENY);
        fixture.done(put);

        assertThat(app.link.sent(Unregistered.class)).hasSize(1);
    }

    @Test
    void removing_a_role_ends_its_sessions() {
        fixture.role("app", StaticPermissions.everything());
        TestClient app = fixture.join("app", Dict.empty());
        TestClient user = fixture.join();

        assertThat(fixture.done(fixture.realm.removeRole("app"))).isTrue();

        assertThat(app.link.last(Goodbye.class).reason()).isEqualTo("wamp.close.killed");
        assertThat(app.link.closeReason()).isNotNull();
        assertThat(user.link.closeReason()).isNull();
        assertThat(fixture.done(fixture.realm.removeRole("app"))).isFalse();
        assertThat(fixture.done(fixture.realm.removeRole("trusted"))).isFalse();
    }

    @Test
    void the_trusted_role_cannot_be_changed() {
        assertThat(fixture.realm.putRole(new RoleRules("trusted", StaticPermissions.nothing())))
                .isCompletedExceptionally();
    }
}
