package dev.weft.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.apply.ExecutionOptions;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import dev.weft.engine.plan.Planner;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The two shells around the engine's machines, with a simulated fabric. */
class FleetRunTest {

    private static final NodeKey NODE = new NodeKey("plant", "edge1");
    private static final ObjectPath REALM =
            NODE.path().child(ObjectKind.WORKER, "router1").child(ObjectKind.REALM, "line");
    private static final Desired DESIRED =
            RandomFleet.load(YamlDocuments.read("fleet.yaml", """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1}
            spec: {mrealm: plant, publicKey: "%s", layoutPolicy: Exclusive}
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
                  - {name: hmi, permissions: [{uri: com.plant., match: prefix, allow: {call: true}}]}
            """.formatted(RandomFleet.key(1))));

    private final SimulatedFabric fabric = SimulatedFabric.complete();
    private final FabricPorts ports = FabricPorts.of(fabric);

    @Test
    void one_plan_is_executed_to_its_end() throws Exception {
        Plan plan = Planner.plan(DESIRED, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
        List<Report> seen = new CopyOnWriteArrayList<>();

        Report report = PlanRun.start(ports, plan, ExecutionOptions.of(fabric.capabilities()), seen::add)
                .done()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        assertThat(report.status()).isZero();
        assertThat(seen).isNotEmpty();
        assertThat(Planner.plan(DESIRED, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_watcher_that_fails_ends_the_run_instead_of_leaving_it_waiting() {
        Plan plan = Planner.plan(DESIRED, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);

        PlanRun run = PlanRun.start(ports, plan, ExecutionOptions.of(fabric.capabilities()), report -> {
            throw new IllegalStateException("nobody reads");
        });

        assertThat(run.done().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withMessageContaining("nobody reads");
    }

    @Test
    void a_fleet_is_followed_until_it_is_stopped() throws Exception {
        List<Report> finished = new CopyOnWriteArrayList<>();
        FleetRun run = FleetRun.start(ports, FleetOptions.DEFAULT, SecretSource.NONE, new FleetRun.Watcher() {
            @Override
            public void onPlanned(Plan plan, String cause) {}

            @Override
            public void onFinished(Plan plan, Report report) {
                finished.add(report);
            }

            @Override
            public void onNode(NodeKey node, Completeness now) {}

            @Override
            public void onReadFailed(String message) {}
        });

        run.onDesired(DESIRED);
        await().until(() -> !finished.isEmpty() && isThere());

        fabric.remove(REALM);
        fabric.tell(NODE);
        await().until(this::isThere);

        run.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(run.ended().toCompletableFuture()).isCompleted();
    }

    @Test
    void a_watcher_that_fails_does_not_stop_the_following_of_a_fleet() throws Exception {
        FleetRun run = FleetRun.start(ports, FleetOptions.DEFAULT, SecretSource.NONE, new FleetRun.Watcher() {
            @Override
            public void onPlanned(Plan plan, String cause) {
                throw new IllegalStateException("nobody reads");
            }

            @Override
            public void onFinished(Plan plan, Report report) {
                throw new IllegalStateException("nobody reads");
            }

            @Override
            public void onNode(NodeKey node, Completeness now) {}

            @Override
            public void onReadFailed(String message) {}
        });

        run.onDesired(DESIRED);
        await().until(this::isThere);

        run.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private boolean isThere() {
        return fabric.state()
                .node(NODE)
                .filter(node -> node.completeness() == Completeness.COMPLETE)
                .map(node -> node.objects().containsKey(REALM))
                .orElse(false);
    }
}
