package dev.weft.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.Failure;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.engine.rollout.RolloutStatus.Phase;
import dev.weft.model.Origin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutViewTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final Failure FAILURE =
            new Failure(new NodeKey("plant", "edge1"), "port 8443 is in use", new Origin("base.yaml", 14, 7));

    @Test
    void a_step_a_soak_and_a_hold_are_told_once_each() {
        List<String> lines = new ArrayList<>();
        FollowView view = new FollowView(FollowView.Style.PLAIN, NOON, lines::add);
        view.layout(layout(status(Phase.ROLLING, 0, 0)));
        view.layout(layout(status(Phase.ROLLING, 0, 0)));
        view.layout(layout(status(Phase.SOAKING, 1, 300_000)));
        view.layout(layout(status(Phase.SOAKING, 1, 200_000)));
        view.layout(layout(status(Phase.HELD, 0, 0, FAILURE)));

        assertThat(lines)
                .containsExactly(
                        "12:00:00  rollout base: step 1 of 3, 0 of 20 nodes have it",
                        "12:00:00  rollout base: step 1 of 3, 1 of 20 nodes has it; soaking until 12:05:00",
                        "12:00:00  rollout of NodeLayout/base held at 1/20: plant/edge1: port 8443 is in use."
                                + " Fix base.yaml:14:7; the corrected document starts it anew");
    }

    @Test
    void programs_get_the_numbers() {
        assertThat(RolloutView.json(status(Phase.HELD, 0, 0, FAILURE)))
                .isEqualTo("{\"event\":\"rollout\",\"layout\":\"base\",\"revision\":\"r1\",\"phase\":\"held\","
                        + "\"step\":1,\"steps\":3,\"done\":0,\"total\":20,\"soakLeftMillis\":0,"
                        + "\"failures\":[{\"node\":\"plant/edge1\",\"reason\":\"port 8443 is in use\","
                        + "\"origin\":\"base.yaml:14:7\"}]}");
    }

    private static RolloutStatus status(Phase phase, int done, long soakLeft, Failure... failures) {
        return new RolloutStatus("base", "r1", phase, 1, 3, done, 20, soakLeft, List.of(failures));
    }

    private static LayoutStatus layout(RolloutStatus status) {
        return new LayoutStatus("base", "plant", "r1", new LayoutStatus.Counts(20, 1, 0, 19), Optional.of(status));
    }
}
