package dev.weft.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.fleet.FleetOptions;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.rollout.RolloutStatus.Phase;
import dev.weft.engine.rollout.RolloutText;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.PortFleet;
import dev.weft.engine.sim.SimulatedFabric;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rollouts through the shell, with its thread and its clock. */
class RolloutRunTest {

    private static final String SHORT = "{steps: [1, 100%], soak: 1s}";
    private static final NodeKey FIRST = PortFleet.node(1);

    private final List<LayoutStatus> told = new CopyOnWriteArrayList<>();
    private @Nullable FleetRun run;

    @AfterEach
    void end() throws Exception {
        if (run != null) {
            run.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_layout_that_breaks_a_port_on_20_nodes_touches_one_and_corrected_it_goes_through() {
        Desired good = PortFleet.of(20, 8080, SHORT);
        SimulatedFabric fabric = PortFleet.applied(good);
        good.nodes().keySet().forEach(node -> PortFleet.occupy(fabric, node, 8443));
        int before = fabric.performed().size();
        FleetRun following = follow(fabric);

        following.onDesired(PortFleet.of(20, 8443, SHORT));
        await().atMost(Duration.ofSeconds(60)).until(() -> isAt(Phase.HELD));

        assertThat(PortFleet.touched(
                        fabric.performed().subList(before, fabric.performed().size())))
                .containsExactly(FIRST);
        assertThat(PortFleet.listening(fabric, good, 8080)).hasSize(19).doesNotContain(FIRST);
        assertThat(RolloutText.held(latest().rollout().orElseThrow()))
                .contains("held at 1/20", "port 8443 is in use", "Fix base.yaml:14");

        following.onDesired(PortFleet.of(20, 8444, SHORT));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> latest().text().equals("20/20 applied") && latest().isReady());
        assertThat(PortFleet.listening(fabric, good, 8444)).hasSize(20);
    }

    @Test
    void one_node_of_100_offline_the_layout_is_ready_with_the_others_and_the_hundredth_follows() {
        Desired first = PortFleet.of(100, 8080, SHORT);
        SimulatedFabric fabric = PortFleet.applied(first);
        fabric.setOnline(FIRST, Completeness.OFFLINE);
        FleetRun following = follow(fabric);

        following.onDesired(PortFleet.of(100, 8443, SHORT));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> latest().text().equals("99/100 applied, 1 offline") && latest().isReady());

        fabric.setOnline(FIRST, Completeness.COMPLETE);
        fabric.tell(FIRST);
        await().atMost(Duration.ofSeconds(60)).until(() -> latest().text().equals("100/100 applied"));
        assertThat(PortFleet.listening(fabric, first, 8443)).hasSize(100);
    }

    private FleetRun follow(SimulatedFabric fabric) {
        FleetRun started =
                FleetRun.start(FabricPorts.of(fabric), FleetOptions.DEFAULT, SecretSource.NONE, new FleetRun.Watcher() {
                    @Override
                    public void onPlanned(Plan plan, String cause) {}

                    @Override
                    public void onFinished(Plan plan, Report report) {}

                    @Override
                    public void onNode(NodeKey node, Completeness now) {}

                    @Override
                    public void onReadFailed(String message) {}

                    @Override
                    public void onLayout(LayoutStatus status) {
                        told.add(status);
                    }
                });
        run = started;
        return started;
    }

    private LayoutStatus latest() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
        return told.get(told.size() - 1);
    }

    private boolean isAt(Phase phase) {
        return latest().rollout().filter(rollout -> rollout.phase() == phase).isPresent();
    }
}
