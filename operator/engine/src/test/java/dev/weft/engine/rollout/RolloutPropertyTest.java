package dev.weft.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.FleetLoop;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.PortFleet;
import dev.weft.engine.sim.SimulatedFabric;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails, leaves, comes back or begins anew: never are more nodes touched than the step lets through plus {@code maxFailed},
 * and no step begins before the nodes of the one before have soaked. Seeds are in the messages.
 */
class RolloutPropertyTest {

    private static final long SEEDS = Long.getLong("weft.rollout.seeds", 16);
    private static final int OLD = 8080;
    private static final int NEW = 8443;
    private static final int LAST = 8444;
    private static final List<String> POLICIES = List.of(
            "",
            "{steps: [1, 100%], soak: 1m, maxFailed: 1}",
            "{steps: [2, 30%, 100%], soak: 20s}",
            "{steps: [1, 10%, 50%, 100%], soak: 5m, maxFailed: 10%}");

    @Test
    void a_loop_never_touches_more_nodes_than_the_step_lets_through() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Trial trial = new Trial(seed);
            trial.fail(trial.dice.nextInt(3) * 0.15);
            trial.begin();
            for (int i = 0; i < 40; i++) {
                trial.somebodyComesOrGoes();
                trial.runSome();
            }
            trial.mendAndCorrect();
        }
    }

    @Test
    void a_loop_that_begins_anew_at_any_point_keeps_that() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Trial trial = new Trial(seed);
            trial.fail(trial.dice.nextInt(3) * 0.15);
            trial.begin();
            for (int i = 0; i < 40; i++) {
                if (trial.dice.nextInt(6) == 0) {
                    trial.begin();
                }
                trial.runSome();
            }
            trial.mendAndCorrect();
        }
    }

    @Test
    void where_nothing_fails_a_loop_reaches_every_node_that_is_there() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Trial trial = new Trial(seed);
            trial.begin();
            for (int i = 0; i < 20; i++) {
                trial.runSome();
            }
            trial.driver.run(1_000_000);
            assertThat(PortFleet.listening(trial.fabric, trial.desired, NEW))
                    .as(trial.what())
                    .containsAll(trial.online());
            trial.mendAndCorrect();
        }
    }

    @Test
    void a_single_plan_that_is_cut_off_at_any_call_and_begun_again_keeps_that() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Trial trial = new Trial(seed);
            trial.fail(trial.dice.nextInt(3) * 0.15);
            boolean whole = false;
            for (int i = 0; i < 60 && !whole; i++) {
                Driver driver = new Driver(trial.fabric, seed + i);
                int calls = 1 + trial.dice.nextInt(12);
                Driver.Fault fault = trial.dice.nextBoolean() ? Driver.Fault.CRASH_AFTER : Driver.Fault.CRASH_BEFORE;
                Report report = driver.failing(fault, calls)
                        .run(Planner.plan(trial.desired, trial.fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE));
                trial.check(report.rollouts());
                whole = driver.calls() <= calls;
            }
            assertThat(whole).as(trial.what()).isTrue();
            if (trial.occupied.isEmpty()) {
                assertThat(PortFleet.listening(trial.fabric, trial.desired, NEW))
                        .as(trial.what())
                        .containsAll(trial.online());
            }
        }
    }

    /** One fleet, one new layout, and what happens to it. */
    private static final class Trial {

        final long seed;
        final Random dice;
        final int size;
        final String policy;
        final Desired desired;
        final SimulatedFabric fabric;
        final Set<NodeKey> occupied = new TreeSet<>();
        final int before;
        /** When each node was changed first, on a clock that goes on when the loop begins anew. */
        final Map<NodeKey, Long> touched = new TreeMap<>();

        FleetLoop loop;
        FleetDriver driver;
        long past;
        int most;
        int step = 1;

        Trial(long seed) {
            this.seed = seed;
            this.dice = new Random(seed);
            this.size = 11 + dice.nextInt(20);
            this.policy = POLICIES.get((int) (seed % POLICIES.size()));
            Desired old = PortFleet.of(size, OLD, policy);
            this.fabric = PortFleet.applied(old);
            this.desired = PortFleet.of(size, NEW, policy);
            for (NodeKey node : desired.nodes().keySet()) {
                if (dice.nextInt(6) == 0) {
                    fabric.setOnline(node, Completeness.OFFLINE);
                }
            }
            this.before = fabric.performed().size();
            this.loop = loop();
            this.driver = new FleetDriver(loop, fabric);
        }

        String what() {
            return "seed " + seed + ", " + size + " nodes, " + policy;
        }

        void fail(double share) {
            for (NodeKey node : desired.nodes().keySet()) {
                if (dice.nextDouble() < share) {
                    PortFleet.occupy(fabric, node, NEW);
                    occupied.add(node);
                }
            }
        }

        void begin() {
            past += driver.now();
            step = 1;
            loop = loop();
            driver = new FleetDriver(loop, fabric);
            loop.onDesired(desired, 0);
        }

        private FleetLoop loop() {
            return FleetLoop.of(FleetOptions.DEFAULT, SecretSource.NONE, new Random(seed));
        }

        void runSome() {
            int rounds = 1 + dice.nextInt(30);
            long pause = dice.nextInt(60_000);
            for (int i = 0; i < rounds; i++) {
                driver.runSome(1, pause);
                check(loop.layouts(driver.now()).stream()
                        .flatMap(layout -> layout.rollout().stream())
                        .toList());
            }
        }

        /** One that waits goes or comes, or one that has the change. */
        void somebodyComesOrGoes() {
            NodeKey node = PortFleet.node(1 + dice.nextInt(size));
            if (dice.nextInt(3) == 0) {
                boolean online = fabric.require(node).isOnline();
                fabric.setOnline(node, online ? Completeness.OFFLINE : Completeness.COMPLETE);
                loop.onNodeEvent(node, driver.now());
            }
        }

        void check(Collection<RolloutStatus> statuses) {
            long now = past + driver.now();
            Set<NodeKey> changed = PortFleet.touched(
                    fabric.performed().subList(before, fabric.performed().size()));
            changed.forEach(node -> touched.putIfAbsent(node, now));
            RolloutPolicy rules =
                    Objects.requireNonNull(desired.layouts().get("base")).rollout();
            for (RolloutStatus status : statuses) {
                checkSoak(status, rules, now);
                int target = rules.target(status.step() - 1, status.total())
                        + rules.maxFailed().roundedDown(status.total());
                // In the last step whoever is there is changed, also those that leave after that.
                most = Math.max(most, status.step() == status.steps() ? size : target);
            }
            assertThat(changed.size())
                    .as("%s: touched %s, %s", what(), changed, statuses)
                    .isLessThanOrEqualTo(most);
        }

        /** Within the life of one loop: whoever was changed last has soaked when the next step begins. */
        private void checkSoak(RolloutStatus status, RolloutPolicy rules, long now) {
            long last = touched.values().stream().mapToLong(at -> at).max().orElse(0);
            if (status.step() > step && last > past) {
                assertThat(now - last)
                        .as("%s: %s after the last change", what(), status)
                        .isGreaterThanOrEqualTo(rules.soak());
            }
            step = Math.max(step, status.step());
        }

        Set<NodeKey> online() {
            Set<NodeKey> online = new TreeSet<>();
            desired.nodes().keySet().stream()
                    .filter(node -> fabric.require(node).isOnline())
                    .forEach(online::add);
            return online;
        }

        /** With a layout that works, and all of them there, it goes through everywhere. */
        void mendAndCorrect() {
            for (NodeKey node : desired.nodes().keySet()) {
                fabric.setOnline(node, Completeness.COMPLETE);
            }
            Desired corrected = PortFleet.of(size, LAST, policy);
            loop.onDesired(corrected, driver.now());
            driver.run(1_000_000);
            assertThat(PortFleet.listening(fabric, desired, LAST)).as(what()).hasSize(size);
        }
    }
}
