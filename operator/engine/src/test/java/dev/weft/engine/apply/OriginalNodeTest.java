package dev.weft.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node of another make below a master that can more: what the master announces is not what the node can. */
class OriginalNodeTest {

    private static final NodeKey ORIGINAL = new NodeKey("plant", "edge1");
    private static final NodeKey OURS = new NodeKey("plant", "edge2");

    private final SimulatedFabric fabric = SimulatedFabric.complete();

    @BeforeEach
    void applied() {
        assertThat(apply(desired("true")).status()).isZero();
    }

    @Test
    void its_roles_are_restarted_where_those_of_others_are_changed_in_place() {
        fabric.makeOriginal(ORIGINAL);

        Plan plan = plan(desired("false"));

        assertThat(plan.action(role(ORIGINAL)).map(Action::type)).contains(ActionType.RESTART);
        assertThat(plan.action(role(OURS)).map(Action::type)).contains(ActionType.UPDATE);
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();
        assertThat(plan(desired("false")).actions()).isEmpty();
    }

    @Test
    void what_it_does_not_offer_fails_and_is_not_taken_for_a_node_without_uplink() {
        Plan plan = plan(desired("false"));
        fabric.makeOriginal(ORIGINAL);

        Report report = new Driver(fabric, 1).run(plan);

        assertThat(report.status()).isEqualTo(3);
        assertThat(report.outcomes())
                .filteredOn(outcome -> outcome.action().path().equals(role(ORIGINAL)))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
                    assertThat(outcome.errorUri()).isEqualTo("wamp.error.no_such_procedure");
                });
    }

    private Report apply(Desired desired) {
        return new Driver(fabric, 1).run(plan(desired));
    }

    private Plan plan(Desired desired) {
        return Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
    }

    private static ObjectPath role(NodeKey node) {
        return node.path()
                .child(ObjectKind.WORKER, "router1")
                .child(ObjectKind.REALM, "line")
                .child(ObjectKind.ROLE, "hmi");
    }

    private static Desired desired(String mayCall) {
        return RandomFleet.load(
                YamlDocuments.read("fleet.yaml", """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1}
            spec: {mrealm: plant, publicKey: "%s"}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge2}
            spec: {mrealm: plant, publicKey: "%s"}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant
              nodeSelector: {}
              workers:
              - id: router1
                type: router
                realms:
                - name: line
                  roles:
                  - name: hmi
                    permissions: [{uri: com.plant., match: prefix, allow: {call: %s}}]
            """.formatted(RandomFleet.key(1), RandomFleet.key(2), mayCall)));
    }
}
