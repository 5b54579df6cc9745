package dev.weft.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a fleet goes through while something refuses, fails or hangs. */
class FleetLoopTroubleTest {

    private static final long HOUR = 3_600_000;

    private final SimulatedFabric fabric = SimulatedFabric.complete();

    @Test
    void while_a_guard_refuses_an_edit_no_node_that_it_would_change_is_touched() {
        FleetLoop loop = loop(FleetOptions.DEFAULT.withPlan(PlanOptions.DEFAULT.withMaxDisruptedSessions(25)));
        FleetDriver driver = started(loop, fleet(3, "roundrobin: 1"));
        for (int i = 0; i < 3; i++) {
            fabric.setSessions(worker(i), 10);
        }
        int calls = fabric.attempts();
        Desired edited = fleet(3, "roundrobin: 2");

        loop.onDesired(edited, driver.now());
        driver.run(10_000);
        for (int i = 0; i < 3; i++) {
            loop.onNodeEvent(RandomFleet.node(i), driver.now());
        }
        driver.run(HOUR);

        assertThat(fabric.attempts()).isEqualTo(calls);
        assertThat(driver.effects(Effect.Finished.class))
                .filteredOn(finished -> finished.report().status() == 5)
                .as("told once")
                .hasSize(1);
        fabric.setSessions(worker(0), 0);
        driver.run(400_000);
        assertThat(isConverged(edited)).as("fewer sessions: allowed").isTrue();
    }

    @Test
    void what_fails_is_tried_ever_more_rarely_although_each_failure_is_an_event() {
        FleetLoop loop = loop(FleetOptions.DEFAULT);
        fabric.refuse(realm(1));
        FleetDriver driver = new FleetDriver(loop, fabric);
        loop.onDesired(fleet(3, "roundrobin: 1"), 0);
        driver.run(10_000);
        int before = fabric.attempts();

        driver.run(HOUR);

        assertThat(fabric.attempts() - before).isLessThan(100);
    }

    @Test
    void other_drift_of_a_node_on_which_something_fails_is_healed_within_a_second() {
        FleetLoop loop = loop(FleetOptions.DEFAULT);
        fabric.refuse(realm(1));
        FleetDriver driver = new FleetDriver(loop, fabric);
        loop.onDesired(fleet(3, "roundrobin: 1"), 0);
        driver.run(HOUR);
        ObjectPath other = RandomFleet.node(1).path().child(ObjectKind.WORKER, "second");
        fabric.remove(other);

        loop.onNodeEvent(RandomFleet.node(1), driver.now());
        driver.run(1_000);

        assertThat(fabric.require(RandomFleet.node(1)).objects()).containsKey(other);
    }

    @Test
    void a_pairing_that_is_refused_is_tried_ever_more_rarely_and_holds_up_no_other_node() {
        FleetLoop loop = loop(FleetOptions.DEFAULT);
        fabric.refuse(RandomFleet.node(1).path());
        FleetDriver driver = new FleetDriver(loop, fabric);
        loop.onDesired(fleet(3, "roundrobin: 1"), 0);
        driver.run(10_000);
        assertThat(fabric.require(RandomFleet.node(0)).objects()).containsKey(realm(0));
        assertThat(fabric.require(RandomFleet.node(2)).objects()).containsKey(realm(2));
        int before = fabric.attempts();

        driver.run(HOUR);

        assertThat(fabric.attempts() - before).isLessThan(100);
    }

    @Test
    void a_node_that_never_answers_holds_up_neither_pairings_nor_edits_of_others() {
        FleetLoop loop = loop(FleetOptions.DEFAULT);
        FleetDriver driver = started(loop, fleet(2, "roundrobin: 1"));
        driver.setHanging(RandomFleet.node(0));
        loop.onDesired(fleet(2, "roundrobin: 2"), driver.now());
        driver.run(1_000);
        Desired grown = fleet(3, "roundrobin: 3");

        loop.onDesired(grown, driver.now());
        driver.run(2_000);

        LiveState live = fabric.state();
        assertThat(Planner.plan(grown, live, PlanOptions.DEFAULT, SecretSource.NONE)
                        .actions())
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action.path().node()).contains(RandomFleet.node(0)));
    }

    private FleetDriver started(FleetLoop loop, Desired desired) {
        FleetDriver driver = new FleetDriver(loop, fabric);
        loop.onDesired(desired, 0);
        driver.run(10_000);
        assertThat(isConverged(desired)).isTrue();
        return driver;
    }

    private static FleetLoop loop(FleetOptions options) {
        return FleetLoop.of(options, SecretSource.NONE, new Random(3));
    }

    private boolean isConverged(Desired desired) {
        return Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE)
                .actions()
                .isEmpty();
    }

    private static ObjectPath worker(int node) {
        return RandomFleet.node(node).path().child(ObjectKind.WORKER, "router1");
    }

    private static ObjectPath realm(int node) {
        return worker(node).child(ObjectKind.REALM, "line");
    }

    /** Nodes with two workers each; a change of the options restarts the first. */
    private static Desired fleet(int nodes, String option) {
        StringBuilder text = new StringBuilder("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-a}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec:
                  mrealm: plant-a
                  nodeSelector: {}
                  workers:
                  - id: router1
                    type: router
                    options: {env: {vars: {STEP: "%s"}}}
                    realms:
                    - name: line
                  - id: second
                    type: router
                """.formatted(option));
        for (int i = 0; i < nodes; i++) {
            NodeKey node = RandomFleet.node(i);
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: %s}
                    spec: {mrealm: plant-a, publicKey: "%s", layoutPolicy: Exclusive}
                    """.formatted(node.authid(), RandomFleet.key(i)));
        }
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", text.toString()));
    }
}
