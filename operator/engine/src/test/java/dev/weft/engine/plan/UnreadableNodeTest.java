package dev.weft.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.Driver;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A node that refuses to be read is a failure: it is neither as it should be nor merely away. */
class UnreadableNodeTest {

    private static final NodeKey NODE = RandomFleet.node(1);

    private final SimulatedFabric fabric = SimulatedFabric.complete();

    @Test
    void it_is_a_failure_with_a_remedy_and_holds_up_no_other() {
        new Driver(fabric, 1).run(plan(desired(5)));
        fabric.setProblem(NODE, new LiveNode.Problem("wamp.error.not_authorized: no", "use another key"));

        assertThat(plan(desired(5)).dryRunStatus())
                .as("also where nothing else is to be done")
                .isEqualTo(1);
        Plan plan = plan(desired(6));
        assertThat(plan.obstacles()).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.path()).isEqualTo(NODE.path());
            assertThat(obstacle.message()).contains("wamp.error.not_authorized: no");
            assertThat(obstacle.remedy()).isEqualTo("use another key");
        });

        Report report = new Driver(fabric, 1).run(plan);
        assertThat(report.status()).isEqualTo(3);
        assertThat(report.outcomes()).isNotEmpty().allSatisfy(outcome -> {
            assertThat(outcome.result()).isEqualTo(Outcome.Result.DONE);
            assertThat(outcome.action().path().node()).isPresent().get().isNotEqualTo(NODE);
        });
    }

    private Plan plan(Desired desired) {
        return Planner.plan(desired, fabric.state(), PlanOptions.DEFAULT, SecretSource.NONE);
    }

    private static Desired desired(long seed) {
        return RandomFleet.load(new RandomFleet(new Random(seed)).documents());
    }
}
