package dev.weft.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.render.PlanJson;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.model.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** From any live state to any desired one, also when we die or a reply is lost at any call. Seeds are in the messages. */
class ConvergenceTest {

    private static final long SEEDS = Long.getLong("weft.seeds", 100);
    private static final ObjectPath FOREIGN = RandomFleet.node(1).path().child(ObjectKind.WORKER, "theirs");

    @Test
    void one_apply_makes_live_what_is_desired_and_the_second_plan_is_empty() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random dice = new Random(seed);
            SimulatedFabric fabric = fabricWithSomethingOn(dice);
            Desired desired = RandomFleet.load(withOtherKeys(new RandomFleet(dice).documents(), dice));

            Plan plan = plan(desired, fabric);
            Report report = new Driver(fabric, seed).run(plan);

            assertThat(report.status())
                    .as("seed %d: %s", seed, report.outcomes())
                    .isZero();
            assertConverged(desired, fabric, "seed " + seed);
        }
    }

    @Test
    void a_crash_or_a_lost_reply_at_any_call_is_healed_by_the_next_run() {
        for (long seed = 0; seed < SEEDS / 30; seed++) {
            long calls = callsOf(seed);
            for (Driver.Fault fault : EnumSet.complementOf(EnumSet.of(Driver.Fault.NONE))) {
                for (long at = 0; at < calls; at++) {
                    String what = "seed " + seed + ", " + fault + " at call " + at;
                    Random dice = new Random(seed);
                    SimulatedFabric fabric = fabricWithSomethingOn(dice);
                    Desired desired = RandomFleet.load(new RandomFleet(dice).documents());
                    int before = fabric.performed().size();

                    Report first = new Driver(fabric, seed).failing(fault, at).run(plan(desired, fabric));
                    boolean crashed = fault == Driver.Fault.CRASH_BEFORE || fault == Driver.Fault.CRASH_AFTER;
                    if (crashed) {
                        Report second = new Driver(fabric, seed).run(plan(desired, fabric));
                        assertThat(second.status())
                                .as(what + ": " + second.outcomes())
                                .isZero();
                    } else {
                        assertThat(first.status())
                                .as(what + ": " + first.outcomes())
                                .isZero();
                    }
                    assertConverged(desired, fabric, what);
                    assertStartedOnceOrTwice(fabric, before, what);
                }
            }
        }
    }

    @Test
    void a_stop_at_any_point_leaves_nothing_stopped_that_was_there_and_is_wanted() {
        for (long seed = 0; seed < SEEDS / 20; seed++) {
            long points = Long.MAX_VALUE;
            for (long at = 0; at < points; at++) {
                String what = "seed " + seed + ", stopped at " + at;
                Random dice = new Random(seed);
                SimulatedFabric fabric = fabricWithSomethingOn(dice);
                Desired desired = RandomFleet.load(withOtherKeys(new RandomFleet(dice).documents(), dice));
                Set<ObjectPath> before = live(fabric);
                before.retainAll(desired.objects().keySet());
                Driver driver = new Driver(fabric, seed).stoppingAt(at);

                driver.run(plan(desired, fabric));

                points = driver.points();
                assertThat(live(fabric)).as(what).containsAll(before);
                Report second = new Driver(fabric, seed).run(plan(desired, fabric));
                assertThat(second.status()).as(what + ": " + second.outcomes()).isZero();
                assertConverged(desired, fabric, what);
            }
        }
    }

    @Test
    void what_is_on_its_way_up_is_left_alone_and_brought_to_rest_when_it_is_there() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random dice = new Random(seed);
            SimulatedFabric fabric = fabricWithSomethingOn(dice);
            Desired desired = RandomFleet.load(new RandomFleet(dice).documents());
            Set<ObjectPath> changing = new TreeSet<>(live(fabric));
            changing.removeIf(path -> path.kind() != ObjectKind.WORKER || dice.nextBoolean());
            changing.forEach(worker -> fabric.setStatus(worker, LiveObject.Status.CHANGING));
            int before = fabric.performed().size();

            Report first = new Driver(fabric, seed).run(plan(desired, fabric));

            String what = "seed " + seed + ": " + changing;
            assertThat(first.status()).as(what + ": " + first.outcomes()).isZero();
            changing.forEach(worker -> assertLeftAlone(fabric, before, worker, what));
            changing.retainAll(live(fabric));
            changing.forEach(worker -> fabric.setStatus(worker, LiveObject.Status.RUNNING));
            new Driver(fabric, seed).run(plan(desired, fabric));
            assertConverged(desired, fabric, what);
        }
    }

    /** The first thing that may happen to it, and only where everything is ours, is that it is stopped. */
    private static void assertLeftAlone(SimulatedFabric fabric, int before, ObjectPath worker, String what) {
        boolean exclusive = worker.node().orElseThrow().equals(RandomFleet.node(0));
        fabric.performed().stream()
                .skip(before)
                .filter(command ->
                        command.path().equals(worker) || command.path().isInside(worker))
                .findFirst()
                .ifPresent(command -> {
                    assertThat(exclusive).as("%s: %s", what, command).isTrue();
                    assertThat(command).as(what).isInstanceOf(Command.Stop.class);
                    assertThat(command.path()).as(what).isEqualTo(worker);
                });
    }

    @Test
    void the_order_of_the_documents_changes_nothing() {
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            Random dice = new Random(seed);
            SimulatedFabric fabric = fabricWithSomethingOn(dice);
            List<Document> documents = new RandomFleet(dice).documents();
            String expected = PlanJson.render(plan(RandomFleet.load(documents), fabric));
            Collections.shuffle(documents, dice);
            assertThat(PlanJson.render(plan(RandomFleet.load(documents), fabric)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void there_and_back_again_restores_and_a_detour_ends_where_the_direct_way_does() {
        for (long seed = 0; seed < SEEDS / 5; seed++) {
            Random dice = new Random(seed);
            Desired a = RandomFleet.load(new RandomFleet(dice).documents());
            Desired b = RandomFleet.load(new RandomFleet(dice).documents());
            SimulatedFabric direct = SimulatedFabric.complete();
            SimulatedFabric detour = SimulatedFabric.complete();
            apply(a, direct, seed);
            apply(a, detour, seed);
            apply(b, detour, seed);
            apply(a, detour, seed);
            for (int i = 0; i < 3; i++) {
                assertThat(detour.require(RandomFleet.node(i)).objects())
                        .as("seed %d", seed)
                        .isEqualTo(direct.require(RandomFleet.node(i)).objects());
            }
        }
    }

    private static void apply(Desired desired, SimulatedFabric fabric, long seed) {
        // Two rounds: transports that exchange their ports need the second.
        new Driver(fabric, seed).run(plan(desired, fabric));
        assertThat(new Driver(fabric, seed).run(plan(desired, fabric)).status()).isZero();
    }

    /** Something that an earlier run of ours left, something that vanished, and something that is not ours. */
    private static SimulatedFabric fabricWithSomethingOn(Random dice) {
        Set<Capability> capabilities = EnumSet.allOf(Capability.class);
        if (dice.nextInt(4) == 0) {
            capabilities.remove(Capability.UPDATE_ROLE);
        }
        SimulatedFabric fabric = new SimulatedFabric(capabilities);
        if (dice.nextInt(5) > 0) {
            Desired earlier = RandomFleet.load(new RandomFleet(dice).documents());
            new Driver(fabric, 0).run(plan(earlier, fabric));
            for (int i = 0; i < 3; i++) {
                List<ObjectPath> live = List.copyOf(
                        fabric.require(RandomFleet.node(i)).objects().keySet());
                if (!live.isEmpty() && dice.nextBoolean()) {
                    fabric.remove(live.get(dice.nextInt(live.size())));
                }
            }
            fabric.put(LiveObject.running(FOREIGN, Map.of("type", "router", "options", Map.of())));
        }
        return fabric;
    }

    /** Some of the nodes with another key. */
    private static List<Document> withOtherKeys(List<Document> documents, Random dice) {
        List<Document> changed = new ArrayList<>();
        for (Document document : documents) {
            Map<String, Object> spec = new LinkedHashMap<>(document.spec());
            if (spec.containsKey("publicKey") && dice.nextInt(4) == 0) {
                spec.put("publicKey", RandomFleet.key(100 + changed.size()));
            }
            changed.add(
                    new Document(document.apiVersion(), document.kind(), document.metadata(), spec, document.source()));
        }
        return changed;
    }

    /** Everything that runs on any node. */
    private static Set<ObjectPath> live(SimulatedFabric fabric) {
        Set<ObjectPath> live = new TreeSet<>();
        fabric.state().realms().values().stream()
                .flatMap(realm -> realm.nodes().keySet().stream())
                .forEach(node -> live.addAll(fabric.require(new NodeKey(RandomFleet.MREALM, node))
                        .objects()
                        .keySet()));
        return live;
    }

    private static long callsOf(long seed) {
        Random dice = new Random(seed);
        SimulatedFabric fabric = fabricWithSomethingOn(dice);
        Desired desired = RandomFleet.load(new RandomFleet(dice).documents());
        Driver driver = new Driver(fabric, seed);
        driver.run(plan(desired, fabric));
        return driver.calls();
    }

    private static Plan plan(Desired desired, SimulatedFabric fabric) {
        return Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
    }

    private static void assertConverged(Desired desired, SimulatedFabric fabric, String what) {
        Plan second = plan(desired, fabric);
        assertThat(second.actions()).as(what).isEmpty();
        assertThat(second.conflicts()).as(what).isEmpty();
        for (int i = 0; i < 3; i++) {
            ObjectPath node = RandomFleet.node(i).path();
            List<ObjectPath> wanted = desired.objects().keySet().stream()
                    .filter(path -> path.isInside(node))
                    .toList();
            List<ObjectPath> live = fabric.require(RandomFleet.node(i)).objects().keySet().stream()
                    .filter(path -> !path.equals(FOREIGN))
                    .toList();
            assertThat(live).as(what).isEqualTo(wanted);
            assertThat(fabric.require(RandomFleet.node(i))
                            .inventory()
                            .orElseThrow()
                            .owned()
                            .keySet())
                    .as(what + ": what is ours is recorded")
                    .containsExactlyElementsOf(wanted);
        }
        boolean hadForeign =
                fabric.performed().stream().anyMatch(command -> command.path().equals(FOREIGN));
        assertThat(hadForeign).as(what + ": what is not ours is left alone").isFalse();
    }

    private static void assertStartedOnceOrTwice(SimulatedFabric fabric, int before, String what) {
        List<Command> performed =
                fabric.performed().subList(before, fabric.performed().size());
        for (Command command : performed) {
            long starts = performed.stream()
                    .filter(Command.Start.class::isInstance)
                    .filter(each -> each.path().equals(command.path()))
                    .count();
            assertThat(starts).as("%s: starts of %s", what, command.path()).isLessThanOrEqualTo(1);
        }
    }
}
