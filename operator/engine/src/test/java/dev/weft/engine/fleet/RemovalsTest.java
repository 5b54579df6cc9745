package dev.weft.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Command;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is pruned and retired while a fleet is followed stays within the budget, whichever way nodes come and go. */
class RemovalsTest {

    private static final int NODES = 6;

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final FleetLoop loop = FleetLoop.of(
            FleetOptions.DEFAULT.withPlan(PlanOptions.DEFAULT.withPruneCap(3).withPrune()),
            SecretSource.NONE,
            new Random(1));
    private final FleetDriver driver = new FleetDriver(loop, fabric);

    @Test
    void sites_that_come_back_one_after_the_other_are_not_all_stripped() {
        begin();
        for (int i = 0; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.OFFLINE);
            loop.onNodeEvent(node(i), driver.now());
        }
        driver.run(10_000);

        loop.onDesired(fleet("", "base"), driver.now());
        driver.run(10_000);
        for (int i = 0; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.COMPLETE);
            loop.onNodeEvent(node(i), driver.now());
            driver.run(60_000);
        }

        assertThat(workers("added")).as("three were within the budget").isEqualTo(NODES - 3);
        loop.onDesired(fleet("", "base", "other"), driver.now());
        driver.run(60_000);
        assertThat(workers("other")).as("everything else goes on").isEqualTo(NODES);
    }

    @Test
    void retired_nodes_that_come_back_one_after_the_other_are_within_the_budget_and_hold_up_nothing() {
        begin();
        for (int i = 0; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.OFFLINE);
            loop.onNodeEvent(node(i), driver.now());
        }
        driver.run(10_000);

        loop.onDesired(fleet(", lifecycle: Retired", "base", "added"), driver.now());
        driver.run(10_000);
        for (int i = 0; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.COMPLETE);
            loop.onNodeEvent(node(i), driver.now());
            driver.run(60_000);
        }

        assertThat(fabric.state().realm("plant").orElseThrow().nodes()).hasSize(NODES - 3);
    }

    @Test
    void too_many_at_once_are_withheld_and_the_rest_of_the_edit_is_done() {
        begin();

        loop.onDesired(fleet("", "base", "other"), driver.now());
        driver.run(60_000);

        assertThat(workers("added")).isEqualTo(NODES);
        assertThat(workers("other")).isEqualTo(NODES);
    }

    private void begin() {
        loop.onDesired(fleet("", "base", "added"), 0);
        driver.run(60_000);
        assertThat(workers("added")).isEqualTo(NODES);
        assertThat(fabric.performed()).noneMatch(Command.Stop.class::isInstance);
    }

    private long workers(String id) {
        return fabric.state().realm("plant").orElseThrow().nodes().values().stream()
                .map(node -> fabric.require(node.key()))
                .filter(node -> node.objects().containsKey(node.key().path().child(ObjectKind.WORKER, id)))
                .count();
    }

    private static NodeKey node(int number) {
        return new NodeKey("plant", "edge" + number);
    }

    /** Each layout puts a worker of its own name onto every node. */
    private static Desired fleet(String spec, String... layouts) {
        StringBuilder text = new StringBuilder("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant}
                """);
        for (int i = 0; i < NODES; i++) {
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: FabricNode
                    metadata: {name: edge%d}
                    spec: {mrealm: plant, publicKey: "%s"%s}
                    """.formatted(i, RandomFleet.key(i), spec));
        }
        for (String layout : layouts) {
            text.append("""
                    ---
                    apiVersion: weft.dev/v1alpha1
                    kind: NodeLayout
                    metadata: {name: %s}
                    spec: {mrealm: plant, nodeSelector: {}, workers: [{id: %s, type: router}], rollout: {steps: [100%%]}}
                    """.formatted(layout, layout));
        }
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", text.toString()));
    }
}
