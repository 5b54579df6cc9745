package dev.weft.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.rollout.RolloutStatus.Phase;
import dev.weft.model.Origin;
import dev.weft.model.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RolloutsTest {

    private static final Share ONE = new Share(1, Share.Unit.NODES);
    private static final Share HALF = new Share(50, Share.Unit.PERCENT);
    private static final long SOAK = 1_000;

    private final Rollouts rollouts = new Rollouts();

    @Test
    void one_node_goes_first_and_soaks_then_the_next_step_then_all() {
        begin(policy(Share.NONE, ONE, HALF, Share.ALL), nodes(1, 2, 3, 4), nodes());
        assertThat(admitted(4)).containsExactly(1);

        work(1);
        assertThat(admitted(4)).containsExactly(1);
        assertThat(status(0).phase()).isEqualTo(Phase.SOAKING);
        assertThat(rollouts.wakeAt()).isEqualTo(SOAK);

        settle(SOAK);
        assertThat(rollouts.unproven()).containsExactly(node(1));
        rollouts.onSeen(node(1), Sight.GOAL);
        settle(SOAK);
        assertThat(admitted(4)).containsExactly(1, 2);

        work(2);
        soak(2 * SOAK, 1, 2);
        assertThat(admitted(4)).containsExactly(1, 2, 3, 4);
        assertThat(status(0).step()).isEqualTo(3);

        work(3);
        work(4);
        assertThat(status(0).phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void a_failure_holds_it_until_somebody_confirms() {
        begin(policy(Share.NONE, ONE, Share.ALL), nodes(1, 2, 3), nodes());
        rollouts.onStarted(node(1));
        fail(1);

        assertThat(status(0).phase()).isEqualTo(Phase.HELD);
        assertThat(rollouts.holder(node(2), 0)).isPresent();
        assertThat(rollouts.admits(node(1))).as("it has the change already").isTrue();
        assertThat(rollouts.admits(node(2))).isFalse();
        rollouts.onSeen(node(1), Sight.GOAL);
        settle(10 * SOAK);
        assertThat(rollouts.admits(node(2)))
                .as("one that recovers proves nothing")
                .isFalse();

        rollouts.retry("base");
        rollouts.onSeen(node(1), Sight.GOAL);
        settle(10 * SOAK);
        soak(11 * SOAK, 1);
        assertThat(admitted(3)).containsExactly(1, 2, 3);
    }

    @Test
    void failures_that_are_tolerated_are_made_up_for_by_other_nodes() {
        begin(policy(ONE, ONE, Share.ALL), nodes(1, 2, 3), nodes());
        rollouts.onStarted(node(1));
        fail(1);
        assertThat(admitted(3)).containsExactly(1, 2);

        rollouts.onStarted(node(2));
        fail(2);
        assertThat(status(0).phase()).isEqualTo(Phase.HELD);
        assertThat(rollouts.admits(node(3))).isFalse();
    }

    @Test
    void whoever_dies_or_leaves_in_the_soak_has_failed() {
        for (Sight sight : List.of(Sight.TO_DO, Sight.AWAY)) {
            Rollouts each = new Rollouts();
            each.begin(List.of(plan("base", policy(Share.NONE, ONE, Share.ALL), nodes(1, 2), nodes(), nodes())));
            each.onStarted(node(1));
            each.onSeen(node(1), Sight.GOAL);
            each.settle(0);
            each.onSeen(node(1), sight);
            each.settle(1);
            assertThat(each.statuses(1))
                    .singleElement()
                    .satisfies(status -> assertThat(status.phase()).isEqualTo(Phase.HELD));
        }
    }

    @Test
    void a_node_that_is_away_is_no_canary_holds_nothing_up_and_comes_through_the_gate_when_it_is_back() {
        begin(policy(Share.NONE, ONE, Share.ALL), nodes(2, 3), nodes(1));
        assertThat(admitted(3)).containsExactly(2);
        work(2);
        rollouts.onSeen(node(1), Sight.TO_DO);
        settle(1);
        assertThat(rollouts.admits(node(1))).isFalse();

        soak(SOAK, 2);
        assertThat(admitted(3)).containsExactly(1, 2, 3);
        work(3);
        rollouts.onSeen(node(1), Sight.AWAY);
        settle(SOAK);
        assertThat(status(SOAK).phase()).as("the rest is there").isEqualTo(Phase.DONE);
        rollouts.onSeen(node(1), Sight.TO_DO);
        assertThat(rollouts.admits(node(1))).isTrue();
    }

    @Test
    void when_all_others_are_away_the_steps_go_on_and_none_is_skipped() {
        begin(policy(Share.NONE, ONE, Share.ALL), nodes(1), nodes(2, 3));
        work(1);
        assertThat(status(0).phase()).isEqualTo(Phase.SOAKING);
        rollouts.onSeen(node(2), Sight.TO_DO);
        settle(1);
        assertThat(rollouts.admits(node(2))).isFalse();
    }

    @Test
    void begun_anew_in_a_soak_it_soaks_again_and_begun_anew_in_the_last_step_it_goes_on() {
        rollouts.begin(List.of(plan("base", policy(Share.NONE, ONE, Share.ALL), nodes(2, 3, 4), nodes(1), nodes())));
        settle(0);
        assertThat(status(0).phase()).isEqualTo(Phase.SOAKING);
        assertThat(admitted(4)).containsExactly(1);

        Rollouts later = new Rollouts();
        later.begin(List.of(plan("base", policy(Share.NONE, ONE, Share.ALL), nodes(3, 4), nodes(1, 2), nodes())));
        later.settle(0);
        assertThat(later.admits(node(3))).isTrue();
        assertThat(later.admits(node(4))).isTrue();
    }

    @Test
    void after_the_last_step_drift_waits_for_nothing() {
        begin(policy(Share.NONE, ONE, Share.ALL), nodes(1, 2), nodes());
        work(1);
        soak(SOAK, 1);
        work(2);
        for (int i = 1; i <= 2; i++) {
            rollouts.onSeen(node(i), Sight.TO_DO);
            assertThat(rollouts.admits(node(i))).isTrue();
        }
        assertThat(status(SOAK).failures()).isEmpty();
    }

    @Test
    void new_documents_admit_nobody_until_the_fleet_was_read_and_another_revision_begins_anew() {
        begin(policy(Share.NONE, ONE, Share.ALL), nodes(1, 2), nodes());
        rollouts.onStarted(node(1));
        fail(1);

        rollouts.expect(Map.of("base", new Rollouts.Selected("r1", nodes(1, 2))));
        assertThat(rollouts.admits(node(1))).isFalse();
        rollouts.begin(List.of());
        assertThat(status(0).phase()).as("the same revision").isEqualTo(Phase.HELD);

        rollouts.expect(Map.of("base", new Rollouts.Selected("r2", nodes(1, 2))));
        rollouts.begin(List.of(plan("base", policy(Share.NONE, ONE, Share.ALL), nodes(1, 2), nodes(), nodes())));
        assertThat(admitted(2)).containsExactly(1);
    }

    @Test
    void a_node_of_two_layouts_needs_both_and_a_layout_that_is_held_stops_no_node_that_it_does_not_select() {
        RolloutPolicy policy = policy(Share.NONE, ONE, Share.ALL);
        rollouts.begin(List.of(
                plan("a", policy, nodes(1, 2, 3), nodes(), nodes()), plan("b", policy, nodes(1, 2), nodes(), nodes())));
        assertThat(admitted(3)).containsExactly(1);
        rollouts.onStarted(node(1));
        rollouts.onFailed(new Failure(node(1), "no", Origin.NONE));
        settle(0);
        assertThat(admitted(3)).containsExactly(1);

        Rollouts other = new Rollouts();
        other.begin(List.of(
                plan("a", policy, nodes(2, 3), nodes(), nodes()), plan("b", policy, nodes(1, 2), nodes(), nodes())));
        other.onStarted(node(1));
        other.onFailed(new Failure(node(1), "no", Origin.NONE));
        other.settle(0);
        assertThat(other.admits(node(2))).as("held by b").isFalse();
        assertThat(other.admits(node(3))).as("its turn in a").isTrue();
    }

    @Test
    void nodes_with_something_in_the_way_come_last() {
        RolloutPlan.Members members = new RolloutPlan.Members(nodes(1, 2), nodes(1), nodes(), nodes(), 0);
        rollouts.begin(
                List.of(new RolloutPlan("base", "r1", policy(Share.NONE, ONE, Share.ALL), members, Origin.NONE)));
        assertThat(admitted(2)).containsExactly(2);
    }

    @Test
    void words() {
        RolloutPolicy policy =
                new RolloutPolicy(List.of(ONE, new Share(10, Share.Unit.PERCENT), Share.ALL), 300_000, Share.NONE);
        SortedSet<NodeKey> all = new TreeSet<>();
        for (int i = 1; i <= 20; i++) {
            all.add(node(i));
        }
        assertThat(RolloutText.planned(plan("base", policy, all, nodes(), nodes())))
                .isEqualTo("Rollout base: 1 node, then 2, then 20; soak 5m.");
        SortedSet<NodeKey> rest = new TreeSet<>(all);
        rest.remove(node(1));
        assertThat(RolloutText.planned(plan("base", policy, rest, nodes(1), nodes())))
                .isEqualTo("Rollout base: 1 of 20 nodes has it, then 2, then 20; soak 5m.");
        rollouts.begin(List.of(plan("base", policy, all, nodes(), nodes())));
        rollouts.onStarted(node(1));
        rollouts.onFailed(new Failure(node(1), "port 8443 is in use", new Origin("base.yaml", 14, 7)));
        settle(0);
        assertThat(RolloutText.held(status(0)))
                .isEqualTo("rollout of NodeLayout/base held at 1/20: plant/edge1: port 8443 is in use."
                        + " Fix base.yaml:14:7");
        assertThat(RolloutText.duration(90_000)).isEqualTo("90s");
    }

    private void begin(RolloutPolicy policy, SortedSet<NodeKey> toDo, SortedSet<NodeKey> away) {
        rollouts.begin(List.of(plan("base", policy, toDo, nodes(), away)));
        settle(0);
    }

    private static RolloutPlan plan(
            String layout,
            RolloutPolicy policy,
            SortedSet<NodeKey> toDo,
            SortedSet<NodeKey> done,
            SortedSet<NodeKey> away) {
        return new RolloutPlan(
                layout, "r1", policy, new RolloutPlan.Members(toDo, nodes(), done, away, 0), Origin.NONE);
    }

    private static RolloutPolicy policy(Share maxFailed, Share... steps) {
        return new RolloutPolicy(Arrays.asList(steps), SOAK, maxFailed);
    }

    private void work(int number) {
        assertThat(rollouts.admits(node(number))).isTrue();
        rollouts.onStarted(node(number));
        rollouts.onSeen(node(number), Sight.GOAL);
        settle(0);
    }

    private void fail(int number) {
        rollouts.onFailed(new Failure(node(number), "port 8443 is in use", Origin.NONE));
        settle(0);
    }

    private void soak(long until, int... numbers) {
        settle(until);
        for (int number : numbers) {
            rollouts.onSeen(node(number), Sight.GOAL);
        }
        settle(until);
    }

    private void settle(long now) {
        rollouts.settle(now);
    }

    private RolloutStatus status(long now) {
        return rollouts.statuses(now).get(0);
    }

    private Set<Integer> admitted(int of) {
        Set<Integer> admitted = new TreeSet<>();
        for (int i = 1; i <= of; i++) {
            if (rollouts.admits(node(i))) {
                admitted.add(i);
            }
        }
        return admitted;
    }

    private static NodeKey node(int number) {
        return new NodeKey("plant", "edge" + number);
    }

    private static SortedSet<NodeKey> nodes(int... numbers) {
        SortedSet<NodeKey> nodes = new TreeSet<>();
        for (int number : numbers) {
            nodes.add(node(number));
        }
        return nodes;
    }
}
