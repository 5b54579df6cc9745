package dev.weft.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.Effect;
import dev.weft.engine.fleet.FleetLoop;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.render.PlanText;
import dev.weft.engine.rollout.RolloutStatus.Phase;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.PortFleet;
import dev.weft.engine.sim.SimulatedFabric;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a rollout is for, with one plan and with a loop that follows the fleet. */
class RolloutTest {

    private static final String STEPS = "{steps: [1, 10%, 100%], soak: 5m, maxFailed: 0}";
    private static final NodeKey FIRST = PortFleet.node(1);

    @Test
    void a_layout_that_breaks_a_port_on_20_nodes_touches_one_and_corrected_it_goes_through() {
        Desired good = PortFleet.of(20, 8080, "");
        SimulatedFabric fabric = PortFleet.applied(good);
        good.nodes().keySet().forEach(node -> PortFleet.occupy(fabric, node, 8443));
        int before = fabric.performed().size();

        Desired broken = PortFleet.of(20, 8443, "");
        Report report = new Driver(fabric, 1).run(plan(broken, fabric));

        assertThat(report.status()).isEqualTo(3);
        assertThat(touchedSince(fabric, before)).containsExactly(FIRST);
        assertThat(PortFleet.listening(fabric, good, 8080)).hasSize(19).doesNotContain(FIRST);
        assertThat(report.rollouts())
                .singleElement()
                .satisfies(status -> assertThat(status.phase()).isEqualTo(Phase.HELD));
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.result() == Outcome.Result.BLOCKED)
                .hasSize(19)
                .allSatisfy(outcome -> assertThat(outcome.message())
                        .isEqualTo("rollout of NodeLayout/base held at 1/20:"
                                + " plant/edge001/worker/router1/transport/ws: port 8443 is in use."
                                + " Fix base.yaml:14:35, then run reconcile again"));

        Desired corrected = PortFleet.of(20, 8444, "");
        assertThat(new Driver(fabric, 1).run(plan(corrected, fabric)).status()).isZero();
        assertThat(PortFleet.listening(fabric, good, 8444)).hasSize(20);
    }

    @Test
    void one_node_of_100_offline_the_rest_is_applied_and_the_hundredth_is_reconciled_when_it_is_back() {
        Desired first = PortFleet.of(100, 8080, "");
        SimulatedFabric fabric = PortFleet.applied(first);
        fabric.setOnline(FIRST, Completeness.OFFLINE);

        Desired next = PortFleet.of(100, 8443, "");
        Report report = new Driver(fabric, 1).run(plan(next, fabric));

        assertThat(report.status()).isZero();
        assertThat(PortFleet.listening(fabric, next, 8443)).hasSize(99);
        fabric.setOnline(FIRST, Completeness.COMPLETE);
        assertThat(new Driver(fabric, 1).run(plan(next, fabric)).status()).isZero();
        assertThat(PortFleet.listening(fabric, next, 8443)).hasSize(100);
    }

    @Test
    void a_loop_holds_a_layout_that_breaks_a_port_and_goes_on_when_it_is_corrected() {
        Desired good = PortFleet.of(20, 8080, STEPS);
        SimulatedFabric fabric = PortFleet.applied(good);
        good.nodes().keySet().forEach(node -> PortFleet.occupy(fabric, node, 8443));
        Following loop = new Following(fabric, good);
        int before = fabric.performed().size();

        loop.onDesired(PortFleet.of(20, 8443, STEPS));
        loop.driver.run(900_000);

        assertThat(touchedSince(fabric, before)).containsExactly(FIRST);
        assertThat(PortFleet.listening(fabric, good, 8080)).hasSize(19);
        assertThat(loop.rollout().phase()).isEqualTo(Phase.HELD);
        assertThat(RolloutText.held(loop.rollout()))
                .startsWith("rollout of NodeLayout/base held at 1/20: plant/edge001")
                .contains("port 8443 is in use", "Fix base.yaml:14");
        assertThat(loop.layout().isReady()).isFalse();

        loop.onDesired(PortFleet.of(20, 8444, STEPS));
        loop.driver.run(1_000);
        assertThat(PortFleet.listening(fabric, good, 8444)).containsExactly(FIRST);
        assertThat(loop.rollout().phase()).isEqualTo(Phase.SOAKING);
        loop.driver.run(300_000);
        assertThat(PortFleet.listening(fabric, good, 8444)).hasSize(2);
        loop.driver.run(302_000);
        assertThat(PortFleet.listening(fabric, good, 8444)).hasSize(20);
        assertThat(loop.layout().isReady()).isTrue();
        assertThat(loop.layout().text()).isEqualTo("20/20 applied");
    }

    @Test
    void in_a_loop_one_node_of_100_that_is_offline_holds_nothing_up() {
        Desired first = PortFleet.of(100, 8080, "");
        SimulatedFabric fabric = PortFleet.applied(first);
        Following loop = new Following(fabric, first);
        fabric.setOnline(FIRST, Completeness.OFFLINE);
        loop.loop.onNodeEvent(FIRST, loop.driver.now());
        loop.driver.run(1_000);

        loop.onDesired(PortFleet.of(100, 8443, ""));
        loop.driver.run(60_000);

        assertThat(PortFleet.listening(fabric, first, 8443)).hasSize(99);
        assertThat(loop.layout().text()).isEqualTo("99/100 applied, 1 offline");
        assertThat(loop.layout().isReady()).isTrue();

        fabric.setOnline(FIRST, Completeness.COMPLETE);
        loop.loop.onNodeEvent(FIRST, loop.driver.now());
        loop.driver.run(2_000);
        assertThat(PortFleet.listening(fabric, first, 8443)).hasSize(100);
        assertThat(loop.layout().text()).isEqualTo("100/100 applied");
    }

    @Test
    void events_resyncs_and_drift_slip_no_node_past_the_gate_and_drift_elsewhere_heals() {
        Desired good = PortFleet.of(20, 8080, STEPS);
        SimulatedFabric fabric = PortFleet.applied(good);
        Following loop = new Following(fabric, good);

        loop.onDesired(PortFleet.of(20, 8443, STEPS));
        loop.driver.run(5_000);
        NodeKey other = PortFleet.node(7);
        fabric.remove(PortFleet.worker(other));
        for (int i = 0; i < 20; i++) {
            loop.loop.onNodeEvent(PortFleet.node(i + 1), loop.driver.now());
        }
        loop.loop.onUncertain(loop.driver.now());
        loop.driver.run(200_000);

        assertThat(PortFleet.listening(fabric, good, 8443)).containsExactly(FIRST);
        assertThat(fabric.require(other).objects())
                .as("its turn has not come")
                .doesNotContainKey(PortFleet.worker(other));
        loop.driver.run(700_000);
        assertThat(PortFleet.listening(fabric, good, 8443)).hasSize(20);

        fabric.remove(PortFleet.worker(other));
        loop.loop.onNodeEvent(other, loop.driver.now());
        loop.driver.run(1_000);
        assertThat(PortFleet.listening(fabric, good, 8443))
                .as("at rest drift waits for nothing")
                .hasSize(20);
    }

    @Test
    void a_worker_that_dies_in_the_soak_holds_it_with_one_plan_and_in_a_loop() {
        Desired good = PortFleet.of(20, 8080, STEPS);
        SimulatedFabric fabric = PortFleet.applied(good);
        Following loop = new Following(fabric, good);
        loop.onDesired(PortFleet.of(20, 8443, STEPS));
        loop.driver.run(100_000);
        fabric.remove(PortFleet.worker(FIRST));
        loop.loop.onNodeEvent(FIRST, loop.driver.now());
        loop.driver.run(900_000);
        assertThat(loop.rollout().phase()).isEqualTo(Phase.HELD);
        assertThat(PortFleet.listening(fabric, good, 8443))
                .as("healed, and no other")
                .containsExactly(FIRST);

        loop.loop.onRolloutConfirmed("base", loop.driver.now());
        loop.driver.run(700_000);
        assertThat(PortFleet.listening(fabric, good, 8443)).as("confirmed").hasSize(20);

        Desired next = PortFleet.of(20, 8444, STEPS);
        Report report = new Driver(fabric, 1)
                .at(250_000, () -> fabric.remove(PortFleet.worker(FIRST)))
                .run(plan(next, fabric));
        assertThat(report.status()).isEqualTo(3);
        assertThat(PortFleet.listening(fabric, good, 8443)).hasSize(19);
        assertThat(report.rollouts().get(0).failures().get(0).reason()).contains("did not keep running");
    }

    @Test
    void a_change_that_concerns_few_nodes_of_many_tries_one_of_them_first() {
        Desired good = PortFleet.of(20, 8080, "");
        SimulatedFabric fabric = PortFleet.applied(good);
        Set<NodeKey> few = Set.of(PortFleet.node(3), PortFleet.node(9), PortFleet.node(12));
        for (NodeKey node : good.nodes().keySet()) {
            if (!few.contains(node)) {
                PortFleet.listen(fabric, node, 8443);
            }
        }
        Plan plan = plan(PortFleet.of(20, 8443, ""), fabric);
        assertThat(plan.observed().rollouts())
                .as("live on seventeen already: the rest of something that was tried")
                .singleElement()
                .satisfies(rollout -> assertThat(rollout.targets()).containsExactly(20));

        Desired others = PortFleet.withOverride(20, 8080, Set.of(3, 9, 12), 8443);
        SimulatedFabric again = PortFleet.applied(good);
        assertThat(plan(others, again).observed().rollouts())
                .as("the others prove nothing")
                .singleElement()
                .satisfies(rollout -> assertThat(rollout.targets()).containsExactly(1, 3));
    }

    @Test
    void a_fleet_that_is_paired_by_the_same_plan_goes_in_steps_too_and_waits_for_nobody_who_is_not_there() {
        Desired desired = PortFleet.of(12, 8080, "");
        SimulatedFabric fabric = SimulatedFabric.complete();
        fabric.pairOffline(PortFleet.node(1));
        Plan plan = plan(desired, fabric);
        assertThat(PlanText.render(plan, PlanText.Style.PLAIN)).contains("Rollout base: 1 node, then 12; soak 30s.");

        Report report = new Driver(fabric, 1).run(plan);

        assertThat(report.status()).isZero();
        assertThat(PortFleet.listening(fabric, desired, 8080)).hasSize(11);
        assertThat(report.count(Outcome.Result.DEFERRED)).isEqualTo(4);
        assertThat(report.rollouts().get(0).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void turned_off_everything_comes_at_once() {
        SimulatedFabric fabric = PortFleet.applied(PortFleet.of(20, 8080, ""));
        Plan plan = plan(PortFleet.of(20, 8443, "{steps: [100%]}"), fabric);
        assertThat(plan.observed().rollouts()).isEmpty();
        assertThat(plan.actions().stream().map(action -> action.path()).toList())
                .contains(PortFleet.transport(PortFleet.node(20)));
    }

    private static Plan plan(Desired desired, SimulatedFabric fabric) {
        return Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
    }

    private static Set<NodeKey> touchedSince(SimulatedFabric fabric, int before) {
        return PortFleet.touched(
                fabric.performed().subList(before, fabric.performed().size()));
    }

    /** A loop at rest. */
    private static final class Following {

        final FleetLoop loop = FleetLoop.of(FleetOptions.DEFAULT, SecretSource.NONE, new Random(1));
        final FleetDriver driver;

        Following(SimulatedFabric fabric, Desired desired) {
            driver = new FleetDriver(loop, fabric);
            onDesired(desired);
            driver.run(2_000);
            assertThat(layout().isReady()).isTrue();
        }

        void onDesired(Desired desired) {
            loop.onDesired(desired, driver.now());
        }

        LayoutStatus layout() {
            List<Effect.LayoutSeen> told = driver.effects(Effect.LayoutSeen.class);
            LayoutStatus now = loop.layouts(driver.now()).get(0);
            assertThat(told.get(told.size() - 1).status().counts())
                    .as("what is told is what is")
                    .isEqualTo(now.counts());
            return now;
        }

        RolloutStatus rollout() {
            return layout().rollout().orElseThrow();
        }
    }
}
