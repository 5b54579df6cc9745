package dev.weft.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final List<Integer> done = new ArrayList<>();

    @Test
    void tasks_run_in_order_also_those_that_are_offered_by_tasks() {
        Lane lane = new Lane(executor, 1000);
        for (int i = 0; i < 200; i++) {
            int number = i;
            assertThat(lane.offer(() -> done.add(number))).isTrue();
        }
        lane.offer(() -> lane.offer(() -> done.add(200)));
        executor.runAll();

        assertThat(done).hasSize(201).isSorted();
    }

    @Test
    void a_full_lane_takes_nothing_and_an_emptied_one_does() {
        Lane lane = new Lane(executor, 2);
        assertThat(List.of(lane.offer(() -> done.add(1)), lane.offer(() -> done.add(2)), lane.offer(() -> done.add(3))))
                .containsExactly(true, true, false);
        executor.runAll();

        assertThat(lane.offer(() -> done.add(4))).isTrue();
        executor.runAll();
        assertThat(done).containsExactly(1, 2, 4);
    }

    @Test
    void an_executor_that_refuses_makes_the_lane_refuse() {
        Lane lane = new Lane(
                task -> {
                    throw new RejectedExecutionException();
                },
                2);

        assertThat(lane.offer(() -> {})).isFalse();
        assertThat(lane.offer(() -> {})).isFalse();
    }

    @Test
    void what_was_taken_runs_also_where_the_executor_refuses_the_next_turn() {
        AtomicBoolean closed = new AtomicBoolean();
        Lane lane = new Lane(
                task -> {
                    if (closed.get()) {
                        throw new RejectedExecutionException();
                    }
                    executor.execute(task);
                },
                1000);
        for (int i = 0; i < 200; i++) {
            int number = i;
            lane.offer(() -> done.add(number));
        }
        closed.set(true);
        executor.runAll();

        assertThat(done).hasSize(200).isSorted();
    }

    @Test
    void a_refusal_withdraws_only_the_task_that_was_refused() {
        List<Lane> lanes = new ArrayList<>();
        List<Boolean> taken = new ArrayList<>();
        lanes.add(new Lane(
                task -> {
                    // Another thread comes between.
                    taken.add(lanes.get(0).offer(() -> done.add(2)));
                    throw new RejectedExecutionException();
                },
                10));

        taken.add(lanes.get(0).offer(() -> done.add(1)));
        assertThat(taken).containsExactly(true, false);
        assertThat(done).containsExactly(2);
    }

    @Test
    void the_last_task_comes_behind_the_others_of_a_full_lane() {
        Lane lane = new Lane(executor, 2);
        lane.offer(() -> done.add(1));
        lane.offer(() -> done.add(2));
        lane.offerLast(() -> done.add(3));
        executor.runAll();

        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    void the_last_task_runs_also_where_the_executor_refuses() {
        Lane lane = new Lane(
                task -> {
                    throw new RejectedExecutionException();
                },
                2);
        lane.offerLast(() -> done.add(1));

        assertThat(done).containsExactly(1);
    }

    @Test
    void a_task_that_fails_holds_up_nothing() {
        Lane lane = new Lane(executor, 10);
        lane.offer(() -> {
            throw new IllegalStateException("on purpose");
        });
        lane.offer(() -> done.add(1));
        executor.runAll();
        lane.offer(() -> done.add(2));
        executor.runAll();

        assertThat(done).containsExactly(1, 2);
    }
}
