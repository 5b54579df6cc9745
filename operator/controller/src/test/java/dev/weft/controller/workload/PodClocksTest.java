package dev.weft.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodClocksTest {

    private static final NodeIdentity EDGE1 = new NodeIdentity("plant", "edge1", "edge1");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final PodClocks clocks = new PodClocks();

    @Test
    void by_a_clock_that_is_ahead_a_trial_is_as_long_as_any_from_the_first_look() {
        Pod pod = pod(FIRST.plus(HOUR));

        assertThat(look(pod, FIRST).wakeAfter()).contains(NodeWorkload.TRIAL);
        assertThat(look(pod, FIRST.plusSeconds(10)).wakeAfter()).contains(Duration.ofSeconds(20));
        assertThat(look(pod, FIRST.plus(NodeWorkload.TRIAL)).isSteady()).isTrue();
    }

    @Test
    void a_pod_that_gets_ready_anew_is_on_trial_anew() {
        assertThat(look(pod(FIRST.plusSeconds(5)), FIRST).isSteady()).isFalse();
        Instant later = FIRST.plusSeconds(60);

        assertThat(look(pod(later.plusSeconds(5)), later).wakeAfter()).contains(NodeWorkload.TRIAL);
        assertThat(look(pod(later.minusSeconds(10)), later).wakeAfter())
                .as("by a clock that is right")
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void what_is_gone_is_forgotten() {
        Pod pod = pod(FIRST.plus(HOUR));
        assertThat(look(pod, FIRST).isSteady()).isFalse();

        clocks.retain(node -> false);

        assertThat(look(pod, FIRST.plusSeconds(60)).wakeAfter()).contains(NodeWorkload.TRIAL);
    }

    private NodeWorkload look(Pod pod, Instant own) {
        return new NodeWorkload(set(), Optional.of(pod), clocks.now(EDGE1, Optional.of(pod), own));
    }

    private static StatefulSet set() {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("edge1")
                .withGeneration(1L)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(1L)
                .withReadyReplicas(1)
                .withUpdatedReplicas(1)
                .withCurrentRevision("a")
                .withUpdateRevision("a")
                .endStatus()
                .build();
    }

    private static Pod pod(Instant ready) {
        return new PodBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(ready.toString())
                .endCondition()
                .endStatus()
                .build();
    }
}
