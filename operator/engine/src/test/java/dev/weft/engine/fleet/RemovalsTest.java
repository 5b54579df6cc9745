package dev.weft.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Command;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.plan.Leftovers;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is pruned and retired while a fleet is followed stays within the budget, whichever way nodes come and go. */
class RemovalsTest {

    private static final int NODES = 6;
    private static final String EMPTY = "empty";

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final FleetLoop loop = loop(PlanOptions.DEFAULT.withPruneCap(3).withPrune());
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
        List<Effect.Compared> compared = driver.effects(Effect.Compared.class);
        Effect.Compared last = compared.get(compared.size() - 1);
        assertThat(last.node()).isPresent();
        assertThat(last.plan().observed().leftovers().left(Leftovers.Why.BEYOND_BUDGET))
                .as("a plan of one node knows what a plan of everything said")
                .isNotEmpty();
    }

    @Test
    void a_removal_of_a_plan_that_a_guard_refuses_does_not_have_everything_read_without_pause() {
        begin();
        fabric.setSessions(node(0).path().child(ObjectKind.WORKER, "added"), 5);
        FleetLoop guarded = loop(PlanOptions.DEFAULT.withPrune().withMaxDisruptedSessions(2));
        FleetDriver watching = new FleetDriver(guarded, fabric);

        guarded.onDesired(fleet("", "base"), 0);
        watching.run(60_000);

        assertThat(workers("added")).isEqualTo(NODES);
        assertThat(watching.effects(Effect.ReadFleet.class)).hasSize(1);
    }

    @Test
    void documents_that_want_the_same_once_more_do_not_renew_the_budget() {
        begin();
        strip(3);
        assertThat(workers("added")).isEqualTo(NODES - 3);

        loop.onDesired(fleet("", "base"), driver.now());
        strip(NODES);
        assertThat(workers("added")).as("of three nothing is left").isEqualTo(NODES - 3);

        loop.onDesired(fleet(", prune: true", "base"), driver.now());
        driver.run(60_000);
        assertThat(workers("added")).as("an edit renews it").isZero();
    }

    @Test
    void a_node_whose_deletion_goes_on_does_not_renew_the_budget() {
        begin();
        NodeKey out = node(NODES - 1);
        strip(3, fleet("", "base").without(Set.of(), Set.of(out)));
        assertThat(workers("added")).isEqualTo(NODES - 3);

        strip(NODES, fleet(NODES - 1, "", "base").without(Set.of(out.path()), Set.of()));
        assertThat(workers("added")).as("it is unpaired").isEqualTo(NODES - 4);
        strip(NODES, fleet(NODES - 1, "", "base"));
        assertThat(workers("added")).as("its document is gone").isEqualTo(NODES - 4);

        strip(NODES, fleet(NODES - 1, "", "base").without(Set.of(), Set.of(node(0))));
        assertThat(workers("added")).as("that another is deleted is an edit").isZero();
    }

    @Test
    void a_layout_whose_deletion_ends_does_not_renew_the_budget() {
        begin();
        strip(3, fleet("", "base", EMPTY));
        assertThat(workers("added")).isEqualTo(NODES - 3);

        strip(NODES, fleet("", "base"));
        assertThat(workers("added")).isEqualTo(NODES - 3);
        strip(NODES, fleet("", "base", EMPTY));
        assertThat(workers("added")).as("a new one is an edit").isZero();
    }

    @Test
    void what_was_only_looked_at_uses_nothing_up() {
        begin();
        loop.onPermission(Permission.only(Set.of()), driver.now());
        for (int i = 0; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.OFFLINE);
        }
        loop.onDesired(fleet("", "base"), driver.now());
        for (int i = 0; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.COMPLETE);
            loop.onNodeEvent(node(i), driver.now());
            driver.run(60_000);
            fabric.setOnline(node(i), Completeness.OFFLINE);
            loop.onNodeEvent(node(i), driver.now());
            driver.run(60_000);
        }
        assertThat(workers("added")).isEqualTo(NODES);

        for (int i = 3; i < NODES; i++) {
            fabric.setOnline(node(i), Completeness.COMPLETE);
        }
        loop.onPermission(Permission.EVERYTHING, driver.now());
        driver.run(60_000);
        assertThat(workers("added")).isEqualTo(NODES - 3);
    }

    /** Lets so many nodes be there, the others be away, and the fleet be without the layout. */
    private void strip(int there) {
        strip(there, fleet("", "base"));
    }

    private void strip(int there, Desired without) {
        for (int i = 0; i < NODES; i++) {
            if (fabric.state().node(node(i)).isPresent()) {
                fabric.setOnline(node(i), i < there ? Completeness.COMPLETE : Completeness.OFFLINE);
                loop.onNodeEvent(node(i), driver.now());
            }
        }
        driver.run(10_000);
        loop.onDesired(without, driver.now());
        driver.run(60_000);
    }

    private void begin() {
        loop.onDesired(fleet("", "base", "added"), 0);
        driver.run(60_000);
        assertThat(workers("added")).isEqualTo(NODES);
        assertThat(fabric.performed()).noneMatch(Command.Stop.class::isInstance);
    }

    private static FleetLoop loop(PlanOptions options) {
        return FleetLoop.of(FleetOptions.DEFAULT.withPlan(options), SecretSource.NONE, new Random(1));
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

    /** Each layout puts a worker of its own name onto every node, except {@link #EMPTY}. */
    private static Desired fleet(String spec, String... layouts) {
        return fleet(NODES, spec, layouts);
    }

    private static Desired fleet(int nodes, String spec, String... layouts) {
        StringBuilder text = new StringBuilder("""
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant}
                """);
        for (int i = 0; i < nodes; i++) {
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
                    spec: {mrealm: plant, nodeSelector: {}, workers: [%s], rollout: {steps: [100%%]}}
                    """.formatted(layout, layout.equals(EMPTY) ? "" : "{id: " + layout + ", type: router}"));
        }
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", text.toString()));
    }
}
