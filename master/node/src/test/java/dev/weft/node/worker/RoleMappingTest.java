package dev.weft.node.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.config.realm.RoleConfig;
import dev.weft.config.schema.Blocks;
import dev.weft.node.worker.auth.ServiceSessions;
import dev.weft.router.Action;
import dev.weft.router.CallRules;
import dev.weft.router.IdSource;
import dev.weft.router.Realm;
import dev.weft.router.RealmEnvironment;
import dev.weft.router.RealmOptions;
import dev.weft.router.Realms;
import dev.weft.router.StaticPermissions;
import dev.weft.wamp.message.Dict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleMappingTest {

    @Test
    void what_is_not_allowed_is_denied() {
        StaticPermissions rules = rules(Map.of(
                "name",
                "r",
                "permissions",
                List.of(Map.of("uri", "com.a.*", "allow", Map.of("call", true), "disclose", Map.of("caller", true)))));

        assertThat(rules.decide(Action.CALL, "com.a.x", "exact").allowed()).isTrue();
        assertThat(rules.decide(Action.CALL, "com.a.x", "exact").disclose()).isTrue();
        assertThat(rules.decide(Action.PUBLISH, "com.a.x", "exact").allowed()).isFalse();
        assertThat(rules.decide(Action.CALL, "com.b", "exact").allowed()).isFalse();
    }

    @Test
    void the_exact_permission_counts_more_than_the_prefix() {
        StaticPermissions rules = rules(Map.of(
                "name",
                "r",
                "permissions",
                List.of(
                        Map.of("uri", "", "match", "prefix", "allow", Map.of("call", true)),
                        Map.of("uri", "com.secret", "match", "exact", "allow", Map.of()))));

        assertThat(rules.decide(Action.CALL, "com.open", "exact").allowed()).isTrue();
        assertThat(rules.decide(Action.CALL, "com.secret", "exact").allowed()).isFalse();
    }

    @Test
    void no_permissions_allow_nothing_and_allow_by_default_everything() {
        assertThat(rules(Map.of("name", "r"))
                        .decide(Action.CALL, "a.b", "exact")
                        .allowed())
                .isFalse();
        assertThat(rules(Map.of("name", "r", "allow-by-default", true))
                        .decide(Action.REGISTER, "a.b", "exact")
                        .allowed())
                .isTrue();
    }

    @Test
    void what_the_router_cannot_decide_is_refused() {
        Map<String, Object> checked = Map.of("uri", "com.a", "validate", Map.of("call", "Order"));
        assertThatThrownBy(() -> rules(Map.of("name", "r", "permissions", List.of(checked))))
                .hasMessageContaining("crossbar.error.feature_unavailable");
    }

    @ParameterizedTest
    @EnumSource
    void an_authorizer_is_waited_for_as_long_whatever_the_unit_of_time_limits(CallRules callRules) {
        List<Duration> delays = new ArrayList<>();
        Realm realm = Realms.create(
                RealmOptions.of("realm1").withCallRules(callRules),
                new RealmEnvironment(Runnable::run, IdSource.scrambled(1), InstantSource.system(), (delay, task) -> {
                    delays.add(delay);
                    return () -> {};
                }));
        RoleConfig asking = Blocks.read(
                        RoleConfig.class,
                        new LinkedHashMap<>(Map.of("name", "r", "authorizer", "com.example.authorize")))
                .require();
        realm.open("component", "trusted")
                .thenCompose(session ->
                        session.register("com.example.authorize", Dict.empty(), call -> new CompletableFuture<>()));
        realm.putRole(new RoleMapping(new ServiceSessions()).rules(asking, realm));

        realm.permits("r", Action.CALL, "com.a");

        assertThat(delays).containsExactly(Duration.ofSeconds(10));
    }

    private static StaticPermissions rules(Map<String, Object> config) {
        RoleConfig read =
                Blocks.read(RoleConfig.class, new LinkedHashMap<>(config)).require();
        Realm realm = Realms.create(
                RealmOptions.of("realm1"),
                new RealmEnvironment(
                        Runnable::run, IdSource.scrambled(1), InstantSource.system(), (delay, task) -> () -> {}));
        return (StaticPermissions)
                new RoleMapping(new ServiceSessions()).rules(read, realm).authorizer();
    }
}
