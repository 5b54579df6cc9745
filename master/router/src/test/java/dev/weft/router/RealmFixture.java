package dev.weft.router;

import dev.weft.testkit.ManualClock;
import dev.weft.testkit.ManualExecutor;
import dev.weft.testkit.ManualScheduler;
import dev.weft.wamp.message.Dict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A realm on a manual executor, with the role {@code user} that may do everything ordinary. */
final class RealmFixture {

    static final Dict ALL_FEATURES = Dict.of(
            "roles",
            Map.of(
                    "callee",
                    Map.of(
                            "features",
                            Map.of(
                                    "call_canceling", true,
                                    "progressive_call_results", true,
                                    "registration_revocation", true)),
                    "subscriber",
                    Map.of("features", Map.of("subscription_revocation", true))));

    final ManualExecutor loop = new ManualExecutor();
    final ManualScheduler scheduler = new ManualScheduler();
    final Realm realm;

    RealmFixture() {
        this(RealmOptions.of("realm1"));
    }

    RealmFixture(RealmOptions options) {
        RealmEnvironment environment =
                new RealmEnvironment(loop, IdSource.scrambled(7), new ManualClock(), Timers.on(scheduler));
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
