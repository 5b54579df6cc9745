package dev.weft.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Command;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.FleetDriver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a loop may do, what it leaves alone, and what it removes because somebody says so. */
class PermissionTest {

    private static final String FLEET = """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1}
            spec: {mrealm: plant, publicKey: "%s"%s}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant
              nodeSelector: {}
              workers: [%s]
            """;
    private static final String ROUTER = "{id: router1, type: router}";
    private static final NodeKey NODE = new NodeKey("plant", "edge1");

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final FleetLoop loop = FleetLoop.of(FleetOptions.DEFAULT, SecretSource.NONE, new Random(1));
    private final FleetDriver driver = new FleetDriver(loop, fabric);

    @Test
    void without_permission_a_plan_is_told_once_and_nothing_is_done() {
        loop.onPermission(Permission.only(Set.of()), 0);
        loop.onDesired(fleet(""), 0);
        driver.run(3_600_000);

        assertThat(fabric.performed()).isEmpty();
        assertThat(driver.effects(Effect.Planned.class)).hasSize(1);
    }

    @Test
    void an_approved_plan_is_carried_out_and_a_later_one_waits_again() {
        loop.onPermission(Permission.only(Set.of()), 0);
        loop.onDesired(fleet(""), 0);
        driver.run(5_000);
        String hash = driver.effects(Effect.Planned.class).get(0).plan().hash();

        loop.onPermission(Permission.only(Set.of(hash.substring(0, 12))), driver.now());
        driver.run(10_000);

        assertThat(Planner.plan(fleet(""), fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE)
                        .isEmpty())
                .isTrue();
        int done = fabric.performed().size();
        fabric.remove(NODE.path().child(ObjectKind.WORKER, "router1"));
        loop.onNodeEvent(NODE, driver.now());
        driver.run(10_000);
        assertThat(fabric.performed()).hasSize(done);
    }

    @Test
    void a_suspended_node_is_left_as_it_is_and_goes_on_afterwards() {
        loop.onDesired(fleet(", suspend: true"), 0);
        driver.run(5_000);
        assertThat(fabric.performed()).extracting(Command::path).containsExactly(ObjectPath.mrealm("plant"));
        Desired suspended = fleet(", suspend: true");
        assertThat(suspended.nodes().values())
                .extracting(DesiredNode::suspendedBy)
                .containsExactly(java.util.Optional.of("FabricNode/edge1"));
        assertThat(Planner.plan(suspended, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE)
                        .observed()
                        .deferred())
                .extracting(Deferred::reason)
                .containsExactly("suspended by FabricNode/edge1");

        loop.onDesired(fleet(""), driver.now());
        driver.run(5_000);
        assertThat(fabric.require(NODE).objects()).hasSize(1);
    }

    @Test
    void what_shall_be_gone_is_removed_only_where_it_is_ours() {
        loop.onDesired(fleet(""), 0);
        driver.run(5_000);
        fabric.addNode(new NodeKey("plant", "foreign"), RandomFleet.key(9));
        ObjectPath foreign = ObjectPath.node("plant", "foreign");

        loop.onDesired(Desired.empty().without(Set.of(foreign, NODE.path()), Set.of()), driver.now());
        driver.run(5_000);

        assertThat(fabric.state().node(NODE)).isEmpty();
        assertThat(fabric.state().realm("plant").orElseThrow().nodes()).containsOnlyKeys("foreign");
        List<Effect.Compared> compared = driver.effects(Effect.Compared.class);
        assertThat(compared.get(compared.size() - 1).plan().actions()).isEmpty();
    }

    @Test
    void a_retired_node_is_emptied_then_unpaired_and_comes_back_when_it_is_active_again() {
        loop.onDesired(fleet(""), 0);
        driver.run(5_000);
        ObjectPath foreign = NODE.path().child(ObjectKind.WORKER, "by-hand");
        fabric.put(LiveObject.running(foreign, Map.of("type", "router")));
        int before = fabric.performed().size();

        loop.onDesired(fleet(", lifecycle: Retired"), driver.now());
        driver.run(10_000);

        assertThat(fabric.state().node(NODE)).isEmpty();
        assertThat(fabric.performed().subList(before, fabric.performed().size()))
                .extracting(Command::path)
                .containsExactly(foreign, NODE.path().child(ObjectKind.WORKER, "router1"), NODE.path());
        int done = fabric.performed().size();
        driver.run(3_600_000);
        assertThat(fabric.performed()).hasSize(done);

        loop.onDesired(fleet(""), driver.now());
        driver.run(10_000);
        assertThat(fabric.require(NODE).objects()).hasSize(1);
    }

    @Test
    void one_plan_of_everything_retires_a_node() {
        loop.onDesired(fleet(""), 0);
        driver.run(5_000);
        Plan plan = Planner.plan(fleet(", lifecycle: Retired"), fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
        assertThat(new Driver(fabric, 1).run(plan).status()).isZero();
        assertThat(fabric.state().node(NODE)).isEmpty();
    }

    @Test
    void a_retired_node_that_is_away_keeps_its_pairing_until_it_could_be_emptied() {
        loop.onDesired(fleet(""), 0);
        driver.run(5_000);
        fabric.setOnline(NODE, Completeness.OFFLINE);
        loop.onDesired(fleet(", lifecycle: Retired"), driver.now());
        driver.run(60_000);
        assertThat(fabric.state().node(NODE)).isPresent();

        fabric.setOnline(NODE, Completeness.COMPLETE);
        loop.onNodeEvent(NODE, driver.now());
        driver.run(10_000);
        assertThat(fabric.state().node(NODE)).isEmpty();
    }

    private static Desired fleet(String more) {
        return RandomFleet.load(YamlDocuments.read("fleet.yaml", FLEET.formatted(RandomFleet.key(1), more, ROUTER)));
    }
}
