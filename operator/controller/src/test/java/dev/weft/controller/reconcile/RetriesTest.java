package dev.weft.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesTest {

    @Test
    void pauses_grow_to_a_minute_and_never_end() {
        RetryExecution execution = Retries.unending().initExecution();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            pauses.add(execution.nextDelay().orElseThrow());
        }

        assertThat(pauses.get(0)).isEqualTo(500);
        assertThat(pauses).isSorted().allMatch(each -> each <= 60_000);
        assertThat(pauses.subList(10, 1_000)).containsOnly(60_000L);
    }
}
