package dev.weft.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who needs the port of a transport that stays for now waits; nobody is taken down for it, and nobody else waits. */
class EndpointOrderTest {

    private static final NodeKey EDGE = new NodeKey("plant", "edge1");
    private static final ObjectPath ROUTER = EDGE.path().child(ObjectKind.WORKER, "router1");
    private static final ObjectPath KEPT = EDGE.path().child(ObjectKind.WORKER, "kept");
    private static final ObjectPath HOLDER = KEPT.child(ObjectKind.TRANSPORT, "k");
    private static final PlanOptions NOTHING_GOES =
            PlanOptions.DEFAULT.withPrune().withPruneCap(0);
    private static final PlanOptions PRUNE = PlanOptions.DEFAULT.withPrune();

    private final SimulatedFabric fabric = SimulatedFabric.complete();

    @ParameterizedTest
    @ValueSource(strings = {", shared: true", ", interface: 127.0.0."})
    void who_may_listen_beside_a_transport_that_stays_does_not_wait(String how) {
        boolean shared = how.contains("shared");
        String kept = port("8080" + how + (shared ? "" : "2"));
        String mine = port("8080" + how + (shared ? "" : "3"));
        apply(fleet(router("", transport("t", mine)), gone(kept)));

        Plan plan = plan(fleet(router(", options: {title: new}", transport("t", mine))), NOTHING_GOES);

        assertThat(plan.observed().deferred()).isEmpty();
        assertThat(plan.action(transport("t"))).isPresent();
        assertThat(new Driver(fabric, 1).run(plan).outcomes())
                .extracting(Outcome::result)
                .containsOnly(Outcome.Result.DONE);
        assertThat(fabric.require(EDGE).objects()).containsKeys(transport("t"), HOLDER);
    }

    @Test
    void who_listens_already_where_a_transport_that_stays_says_it_does_too_is_not_put_off() {
        apply(fleet(router("", transport("t", port("8080"))), gone(port("9090"))));
        fabric.put(LiveObject.running(
                HOLDER, Map.of("type", "websocket", "endpoint", Map.of("type", "tcp", "port", 8080L))));

        Plan plan = plan(fleet(router(", options: {title: new}", transport("t", port("8080")))), NOTHING_GOES);

        assertThat(plan.observed().deferred()).isEmpty();
        assertThat(plan.action(transport("t"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"a, b", "b, a"})
    void who_needs_the_port_of_one_that_waits_itself_waits_too(String moving, String taking) {
        apply(fleet(router("", transport(moving, port("8080"))), gone(port("9090"))));
        Desired next = fleet(router("", transport(moving, port("9090")) + ", " + transport(taking, port("8080"))));

        Plan plan = plan(next, NOTHING_GOES);

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.observed().deferred())
                .extracting(Deferred::within, Deferred::reason)
                .containsExactly(
                        tuple(
                                transport(moving),
                                "waiting for the port of transport 'k', which is to go and stays for now"),
                        tuple(
                                transport(taking),
                                "waiting for the port of transport '" + moving + "', which waits itself"));
        Plan allowed = plan(next, PRUNE);
        assertThat(new Driver(fabric, 1).run(allowed).status()).isZero();
        assertThat(plan(next, PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a, b", "b, a"})
    void a_worker_is_not_restarted_while_a_transport_in_it_could_not_come_back(String moving, String going) {
        apply(fleet(
                router("", transport(moving, port("8080")) + ", " + transport(going, port("7070"))),
                gone(port("9090"))));
        String other = ", {id: other, type: router, transports: [" + transport("o", port("7070")) + "]}";
        Desired next = fleet(router(", options: {title: new}", transport(moving, port("9090"))) + other);

        Plan plan = plan(next, NOTHING_GOES);

        ObjectPath worker = EDGE.path().child(ObjectKind.WORKER, "other");
        assertThat(plan.actions()).extracting(Action::path).containsExactly(worker);
        assertThat(plan.observed().deferred())
                .extracting(Deferred::within)
                .containsExactlyInAnyOrder(ROUTER, worker.child(ObjectKind.TRANSPORT, "o"));
        assertThat(new Driver(fabric, 1).run(plan).outcomes())
                .extracting(Outcome::result)
                .containsOnly(Outcome.Result.DONE);
        assertThat(fabric.require(EDGE).objects()).containsKeys(transport(moving), transport(going));
        assertThat(new Driver(fabric, 1).run(plan(next, PRUNE)).status()).isZero();
        assertThat(plan(next, PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    @Test
    void what_would_have_gone_with_such_a_worker_stays_and_is_told_so() {
        String left = ", {id: router1, type: router, realms: [{name: old, roles: [{name: hmi, permissions: []}]}]}";
        apply(fleet(router("", transport("t", port("8080"))), gone(port("9090"), left)));
        ObjectPath old = ROUTER.child(ObjectKind.REALM, "old");
        Desired next = fleet(router(", options: {title: new}", transport("t", port("9090"))));
        PlanOptions.Removals granted = new PlanOptions.Removals(Set.of(), Set.of(old), Set.of());

        Plan plan = plan(next, PRUNE.withPruneCap(1).withRemovals(granted));

        assertThat(plan.actions()).isEmpty();
        Leftovers leftovers = plan.observed().leftovers();
        assertThat(leftovers.removed()).isEmpty();
        assertThat(leftovers.left()).containsKeys(old, old.child(ObjectKind.ROLE, "hmi"), KEPT, HOLDER);
        assertThat(leftovers.left(Leftovers.Why.IN_DOUBT)).containsKey(old);
    }

    @Test
    void a_worker_is_restarted_without_a_transport_that_was_not_there_before() {
        apply(fleet(router("", ""), gone(port("9090"))));

        Plan plan = plan(fleet(router(", options: {title: new}", transport("t", port("9090")))), NOTHING_GOES);

        assertThat(plan.action(ROUTER)).map(Action::takesDown).contains(true);
        assertThat(plan.action(transport("t"))).isEmpty();
        assertThat(plan.observed().deferred()).extracting(Deferred::within).containsExactly(transport("t"));
    }

    @Test
    void a_transport_that_could_not_listen_keeps_no_port_from_others() {
        apply(fleet(router("", ""), gone(port("9090"))));
        fabric.setStatus(HOLDER, LiveObject.Status.FAILED);

        Plan plan = plan(fleet(router("", transport("t", port("9090")))), NOTHING_GOES);

        assertThat(plan.action(transport("t"))).isPresent();
    }

    @Test
    void a_node_that_is_paired_anew_takes_nothing_down() {
        apply(fleet(router("", "")));

        Plan plan = plan(fleet(2, List.of(router("", ""))), PlanOptions.DEFAULT);

        assertThat(plan.action(EDGE.path())).hasValueSatisfying(action -> {
            assertThat(action.type()).isEqualTo(ActionType.REPLACE);
            assertThat(action.takesDown()).isFalse();
        });
    }

    private void apply(Desired desired) {
        assertThat(new Driver(fabric, 1).run(plan(desired, PlanOptions.DEFAULT)).status())
                .isZero();
        assertThat(plan(desired, PlanOptions.DEFAULT).isEmpty()).isTrue();
    }

    private Plan plan(Desired desired, PlanOptions options) {
        return Planner.plan(desired, fabric.state(), options, SecretSource.NONE);
    }

    private static ObjectPath transport(String id) {
        return ROUTER.child(ObjectKind.TRANSPORT, id);
    }

    private static String transport(String id, String endpoint) {
        return "{id: " + id + ", type: websocket, endpoint: " + endpoint + "}";
    }

    private static String port(String port) {
        return "{type: tcp, port: " + port + "}";
    }

    private static String router(String more, String transports) {
        return "{id: router1, type: router" + more + ", realms: [{name: line}], transports: [" + transports + "]}";
    }

    private static String gone(String endpoint) {
        return gone(endpoint, "");
    }

    private static String gone(String endpoint, String more) {
        return "{id: kept, type: router, transports: [" + transport("k", endpoint) + "]}" + more;
    }

    /** The workers of one layout each. */
    private static Desired fleet(String... workers) {
        return fleet(1, List.of(workers));
    }

    private static Desired fleet(int key, List<String> workers) {
        StringBuilder text = new StringBuilder("""
                {apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant}}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge1}
                spec: {mrealm: plant, publicKey: "%s"}
                """.formatted(RandomFleet.key(key)));
        for (int i = 0; i < workers.size(); i++) {
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: NodeLayout
                    metadata: {name: layout%d}
                    spec: {mrealm: plant, nodeSelector: {}, workers: [%s]}
                    """.formatted(i, workers.get(i)));
        }
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", text.toString()));
    }
}
