package dev.weft.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealmWorkloadsTest {

    @Test
    void of_a_share_it_is_rounded_down_and_one_may_always_be_renewed() {
        assertThat(MaxUnavailable.USUAL.of(0)).isEqualTo(1);
        assertThat(MaxUnavailable.USUAL.of(19)).isEqualTo(1);
        assertThat(MaxUnavailable.USUAL.of(20)).isEqualTo(2);
        assertThat(MaxUnavailable.parse("100%").orElseThrow().of(1_000_000)).isEqualTo(1_000_000);
        assertThat(MaxUnavailable.parse("5").orElseThrow().of(2)).isEqualTo(5);
    }

    @Test
    void a_pod_that_is_ready_counts_only_when_it_is_of_what_was_written_last() {
        StatefulSet running = set("edge1", 2, 2, "b", "b", 1);
        StatefulSet unseen = set("edge2", 3, 2, "b", "b", 1);
        StatefulSet renewed = set("edge3", 2, 2, "a", "b", 0);
        StatefulSet takenBack = set("edge4", 3, 3, "a", "a", 0);

        assertThat(SetProgress.of(running).isAvailable()).isTrue();
        for (StatefulSet away : List.of(unseen, renewed, takenBack)) {
            assertThat(SetProgress.of(away).isAvailable())
                    .as(away.getMetadata().getName())
                    .isFalse();
        }
        RealmWorkloads realm = new RealmWorkloads("plant", List.of(running, unseen, renewed, takenBack), 3);
        assertThat(realm.room()).isZero();
        assertThat(realm.findWait("edge1").orElseThrow().message())
                .startsWith("waits for its turn: 3 of 4 are being renewed. If it does not go on: ");
        assertThat(realm.findWait("edge3")).as("it is away already").isEmpty();
    }

    private static StatefulSet set(
            String name, long generation, long observed, String current, String update, int updated) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withGeneration(generation)
                .endMetadata()
                .withNewStatus()
                .withObservedGeneration(observed)
                .withReadyReplicas(1)
                .withCurrentRevision(current)
                .withUpdateRevision(update)
                .withUpdatedReplicas(updated)
                .endStatus()
                .build();
    }
}
