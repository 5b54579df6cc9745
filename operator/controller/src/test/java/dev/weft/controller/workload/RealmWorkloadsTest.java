package dev.weft.controller.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.workload.NodeWorkload.Lack;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealmWorkloadsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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
        RealmWorkloads realm = realm(3, running, unseen, renewed, takenBack);
        assertThat(realm.room()).isZero();
        assertThat(realm.findWait("edge1").orElseThrow().message())
                .startsWith("waits for its turn: 3 of 4 are being renewed. If it does not go on: ");
        assertThat(realm.findWait("edge3")).as("it is away already").isEmpty();
    }

    @Test
    void a_pod_that_is_ready_counts_only_after_it_stayed_so() {
        StatefulSet set = set("edge1", 2, 2, "b", "b", 1);

        assertThat(of(set, Optional.empty()).lack())
                .as("nothing was heard of its pod yet")
                .contains(Lack.STEADY);
        assertThat(of(set, Optional.of(pod("a", 31))).lack())
                .as("its pod of before")
                .contains(Lack.STEADY);
        NodeWorkload trial = of(set, Optional.of(pod("b", 10)));
        assertThat(trial.lack()).contains(Lack.STEADY);
        assertThat(trial.wakeAfter()).contains(Duration.ofSeconds(20));
        assertThat(of(set, Optional.of(pod("b", -9_000))).wakeAfter())
                .as("by another machine's clock")
                .contains(Duration.ofSeconds(30));
        NodeWorkload steady = of(set, Optional.of(pod("b", 30)));
        assertThat(steady.lack()).isEmpty();
        assertThat(steady.wakeAfter()).isEmpty();
        assertThat(realm(1, trial, workload(set("edge2", 1, 1, "a", "a", 1)))
                        .findWait("edge2")
                        .orElseThrow()
                        .message())
                .contains("1 of 2 is being renewed (edge1 is to stay ready for 30 s).");
    }

    @Test
    void before_pods_were_heard_of_nobody_is_renewed() {
        NodeWorkload one = of(set("edge1", 1, 1, "a", "a", 1), Optional.empty());
        NodeWorkload other = of(set("edge2", 1, 1, "a", "a", 1), Optional.empty());

        assertThat(realm(1, one, other).findWait("edge1")).isPresent();
        assertThat(realm(2, one, other).findWait("edge1")).isEmpty();
    }

    @Test
    void a_node_that_was_online_is_to_be_so_again() {
        assertThat(realm(1, awaitsOnline("edge1"), set("edge2", 1, 1, "a", "a", 1))
                        .findWait("edge2")
                        .orElseThrow()
                        .message())
                .contains("1 of 2 is being renewed (edge1 is not online at its master again yet).");
    }

    @Test
    void nodes_that_are_not_online_do_not_keep_each_other_from_the_pod_that_mends_them() {
        RealmWorkloads realm = realm(
                1,
                awaitsOnline("edge1"),
                awaitsOnline("edge2"),
                awaitsOnline("edge3"),
                set("edge4", 1, 1, "a", "a", 1));

        for (String away : List.of("edge1", "edge2", "edge3")) {
            assertThat(realm.findWait(away)).as(away).isEmpty();
        }
        assertThat(realm.findWait("edge4").orElseThrow().message()).contains("3 of 4 are being renewed");
    }

    private static StatefulSet awaitsOnline(String name) {
        return new StatefulSetBuilder(set(name, 2, 2, "b", "b", 1))
                .editMetadata()
                .withAnnotations(new SetMemory(true, Optional.empty()).annotations())
                .endMetadata()
                .build();
    }

    private static RealmWorkloads realm(int limit, StatefulSet... sets) {
        return realm(limit, Stream.of(sets).map(RealmWorkloadsTest::workload).toArray(NodeWorkload[]::new));
    }

    private static RealmWorkloads realm(int limit, NodeWorkload... workloads) {
        return new RealmWorkloads("plant", List.of(workloads), limit);
    }

    /** With a pod that has been ready for long. */
    private static NodeWorkload workload(StatefulSet set) {
        return of(set, Optional.of(pod(set.getStatus().getUpdateRevision(), 9_000)));
    }

    private static NodeWorkload of(StatefulSet set, Optional<Pod> pod) {
        return new NodeWorkload(set, pod, NOW);
    }

    private static Pod pod(String revision, int readySeconds) {
        return new PodBuilder()
                .withNewMetadata()
                .withName("edge1-0")
                .addToLabels("controller-revision-hash", revision)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withLastTransitionTime(NOW.minusSeconds(readySeconds).toString())
                .endCondition()
                .endStatus()
                .build();
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
