package dev.weft.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FleetLoopTest {

    private static final NodeKey NODE = RandomFleet.node(1);

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final FleetLoop loop = FleetLoop.of(FleetOptions.DEFAULT, SecretSource.NONE, new Random(1));
    private final FleetDriver driver = new FleetDriver(loop, fabric);
    private final Desired desired = RandomFleet.load(new RandomFleet(new Random(5)).documents());

    @BeforeEach
    void applied() {
        loop.onDesired(desired, 0);
        driver.run(5_000);
        assertConverged(desired);
    }

    @Test
    void an_edit_is_live_within_a_second() {
        Desired other = RandomFleet.load(new RandomFleet(new Random(6)).documents());
        loop.onDesired(other, driver.now());
        driver.run(1_000);
        assertConverged(other);
    }

    @Test
    void drift_that_an_event_tells_is_healed_within_a_second() {
        fabric.remove(someWorker());
        loop.onNodeEvent(NODE, driver.now());
        driver.run(1_000);
        assertConverged(desired);
    }

    @Test
    void drift_that_nothing_tells_is_found_by_the_digest() {
        driver.run(40_000);
        fabric.remove(someWorker());
        driver.run(35_000);
        assertConverged(desired);
    }

    @Test
    void many_events_in_one_moment_cost_one_reading() {
        driver.run(1_000);
        int before = driver.effects(Effect.ReadNode.class).size();
        for (int i = 0; i < 1000; i++) {
            loop.onNodeEvent(NODE, driver.now());
        }
        driver.run(1_000);
        assertThat(driver.effects(Effect.ReadNode.class)).hasSize(before + 1);
    }

    @Test
    void what_happens_while_everything_is_read_has_its_own_cause() {
        FleetLoop fresh = FleetLoop.of(FleetOptions.DEFAULT, SecretSource.NONE, new Random(1));
        fresh.onDesired(desired, 0);
        long first = reading(fresh, 1_000);
        fresh.onUncertain(1_000);
        fabric.remove(someWorker());
        fresh.onFleetRead(first, fabric.state(), 1_001);
        assertThat(plans(fresh.due(1_001))).containsExactly("edit");
        fresh.stop();

        FleetLoop again = FleetLoop.of(FleetOptions.DEFAULT, SecretSource.NONE, new Random(1));
        again.onDesired(desired, 0);
        first = reading(again, 1_000);
        again.onUncertain(1_000);
        again.onReadFailed(first, "connection lost", 1_001);
        again.onFleetRead(reading(again, 10_000), fabric.state(), 10_001);
        assertThat(plans(again.due(10_001))).hasSize(1).doesNotContain("");
    }

    private static long reading(FleetLoop loop, long now) {
        return loop.due(now).stream()
                .filter(Effect.ReadFleet.class::isInstance)
                .map(effect -> ((Effect.ReadFleet) effect).id())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> plans(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Planned.class::isInstance)
                .map(effect -> ((Effect.Planned) effect).cause())
                .toList();
    }

    @Test
    void at_rest_nothing_is_changed_and_everything_is_read_every_five_minutes() {
        int changes = fabric.performed().size();
        int before = driver.effects(Effect.ReadFleet.class).size();
        driver.run(3_600_000);
        assertThat(fabric.performed()).hasSize(changes);
        assertThat(driver.effects(Effect.ReadFleet.class).size() - before).isBetween(10, 12);
    }

    @Test
    void a_node_that_is_away_holds_up_no_other_and_gets_its_work_when_it_is_back() {
        fabric.setOnline(NODE, Completeness.OFFLINE);
        Desired other = RandomFleet.load(new RandomFleet(new Random(6)).documents());
        loop.onDesired(other, driver.now());
        driver.run(1_000);
        fabric.setOnline(NODE, Completeness.COMPLETE);
        assertThat(Planner.plan(other, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE)
                        .actions())
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action.path().node()).contains(NODE));

        loop.onNodeEvent(NODE, driver.now());
        driver.run(1_000);
        assertConverged(other);
    }

    @Test
    void a_node_that_goes_and_comes_is_told_once_each() {
        fabric.setOnline(NODE, Completeness.OFFLINE);
        loop.onNodeEvent(NODE, driver.now());
        driver.run(1_000);
        loop.onNodeEvent(NODE, driver.now());
        driver.run(1_000);
        fabric.setOnline(NODE, Completeness.COMPLETE);
        loop.onNodeEvent(NODE, driver.now());
        driver.run(1_000);

        assertThat(driver.effects(Effect.NodeSeen.class))
                .containsExactly(
                        new Effect.NodeSeen(NODE, Completeness.OFFLINE),
                        new Effect.NodeSeen(NODE, Completeness.COMPLETE));
    }

    @Test
    void what_cannot_be_done_is_tried_ever_more_rarely_while_the_rest_is_kept() {
        ObjectPath transport = desired.objects().keySet().stream()
                .filter(path -> path.kind() == ObjectKind.TRANSPORT
                        && path.node().orElseThrow().equals(NODE))
                .findFirst()
                .orElseThrow();
        Object port =
                SimulatedFabric.port(desired.object(transport).orElseThrow().config());
        fabric.remove(transport);
        ObjectPath other = NODE.path().child(ObjectKind.WORKER, "theirs");
        fabric.put(LiveObject.running(other, Map.of("type", "router")));
        fabric.put(
                LiveObject.running(other.child(ObjectKind.TRANSPORT, "x"), Map.of("endpoint", Map.of("port", port))));
        int before = driver.effects(Effect.Finished.class).size();
        loop.onNodeEvent(NODE, driver.now());

        driver.run(3_600_000);

        assertThat(driver.effects(Effect.Finished.class).size() - before).isBetween(8, 120);
        fabric.remove(other);
        driver.run(400_000);
        assertConverged(desired);
    }

    @Test
    void a_master_that_is_gone_is_asked_again_until_it_is_back() {
        driver.setReachable(false);
        fabric.remove(someWorker());
        loop.onUncertain(driver.now());
        driver.run(600_000);
        driver.setReachable(true);
        driver.run(310_000);
        assertConverged(desired);
    }

    @Test
    void any_event_may_be_dropped_doubled_or_late() {
        for (long seed = 0; seed < 20; seed++) {
            Random dice = new Random(seed);
            for (int i = 0; i < 10; i++) {
                NodeKey node = RandomFleet.node(dice.nextInt(3));
                var live = fabric.require(node).objects().keySet();
                live.stream().skip(dice.nextInt(live.size() + 1)).findFirst().ifPresent(fabric::remove);
                for (int copies = dice.nextInt(3); copies > 0; copies--) {
                    loop.onNodeEvent(node, driver.now());
                    driver.run(dice.nextInt(150));
                }
            }
            driver.run(40_000);
            assertConverged(desired);
        }
    }

    @Test
    void after_a_stop_nothing_more_goes_out() {
        fabric.remove(someWorker());
        loop.onNodeEvent(NODE, driver.now());
        loop.stop();
        driver.run(600_000);
        assertThat(loop.isIdle()).isTrue();
        assertThat(fabric.require(NODE).objects()).doesNotContainKey(someWorker());
    }

    private ObjectPath someWorker() {
        return desired.objects().keySet().stream()
                .filter(path -> path.kind() == ObjectKind.WORKER
                        && path.node().orElseThrow().equals(NODE))
                .findFirst()
                .orElseThrow();
    }

    private void assertConverged(Desired wanted) {
        assertThat(Planner.plan(wanted, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE)
                        .actions())
                .isEmpty();
    }
}
