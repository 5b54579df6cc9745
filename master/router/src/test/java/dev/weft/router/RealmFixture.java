package dev.weft.router;

import dev.weft.testkit.ManualClock;
import dev.weft.testkit.ManualExecutor;
import dev.weft.testkit.ManualScheduler;
import dev.weft.wamp.message.Dict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A realm on a manual executor, with the role {@code user} that may do everything ordinary. */
final class RealmFixture {

    static final Dict ALL_FEATURES = hello(Map.of(
            "caller", List.of("progressive_call_invocations", "payload_passthru_mode"),
            "callee",
                    List.of(
                            "call_canceling",
                            "payload_passthru_mode",
                            "progressive_call_invocations",
                            "progressive_call_results",
                            "registration_revocation"),
            "publisher", List.of("payload_passthru_mode"),
            "subscriber", List.of("payload_passthru_mode", "subscription_revocation")));

    /** Details of a HELLO that announces these features by role. */
    static Dict hello(Map<String, List<String>> features) {
        Map<String, Object> roles = new HashMap<>();
        features.forEach((role, names) -> {
            Map<String, Object> announced = new HashMap<>();
            names.forEach(name -> announced.put(name, true));
            roles.put(role, Map.of("features", announced));
        });
        return Dict.of("roles", roles);
    }

    final ManualExecutor loop = new ManualExecutor();
    final ManualScheduler scheduler = new ManualScheduler();
    final Realm realm;

    /** Bounds that were reached, and by whom. */
    final List<String> reached = new ArrayList<>();

    /** By which calls are timed. */
    long nanos = -5;

    RealmFixture() {
        this(RealmOptions.of("realm1"));
    }

    RealmFixture(RealmOptions options) {
        RealmEnvironment environment = new RealmEnvironment(
                        loop, IdSource.scrambled(7), new ManualClock(), Timers.on(scheduler))
                .withNanoTime(() -> nanos)
                .withBounds((bound, session, what) -> reached.add(bound.text() + " " + session.authid()));
        realm = Realms.create(options, environment);
        role("user", StaticPermissions.everything());
    }

    void role(String name, Authorizer authorizer) {
        done(realm.putRole(new RoleRules(name, authorizer)));
    }

    void role(String name, Permission... permissions) {
        role(name, StaticPermissions.of(List.of(permissions)));
    }

    /** A session of the role user, without any feature. */
    TestClient join() {
        return join("user", Dict.empty());
    }

    TestClient join(String role, Dict hello) {
        return new TestClient(this, role, hello);
    }

    /** Runs the loop until nothing is left, and gives the value. */
    <T> T done(CompletionStage<T> stage) {
        loop.runAll();
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("not completed");
        }
        return future.join();
    }

    void pass(Duration time) {
        scheduler.advance(time);
        loop.runAll();
    }
}
