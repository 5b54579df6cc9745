package dev.weft.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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
}
