package dev.weft.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.node.process.RestartPolicy.Restart;
import dev.weft.node.process.RestartPolicy.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private Instant now = Instant.EPOCH;
    private final RestartPolicy policy =
            new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

    @Test
    void waits_double_up_to_the_longest() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            policy.onReady(now);
            waits.add(die(Duration.ofSeconds(5)).delay().toSeconds());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
        assertThat(policy.deaths()).isEqualTo(6);
    }

    @Test
    void a_worker_that_lived_long_enough_begins_anew() {
        die(Duration.ZERO);
        die(Duration.ZERO);
        policy.onReady(now);

        Restart restart = die(Duration.ofMinutes(1));

        assertThat(restart).isEqualTo(new Restart(Duration.ofSeconds(1), 1));
    }

    @Test
    void a_worker_that_never_was_ready_is_not_healthy_however_long_it_took() {
        die(Duration.ZERO);

        assertThat(die(Duration.ofHours(1)).deaths()).isEqualTo(2);
    }

    @Test
    void a_worker_that_was_asked_to_end_stays_away() {
        policy.onReady(now);
        policy.onStopRequested();

        assertThat(policy.onExit(now)).isEqualTo(new Stay());
    }

    @Test
    void there_is_no_last_restart() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(die(Duration.ZERO).delay()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        }
    }

    private Restart die(Duration after) {
        now = now.plus(after);
        return (Restart) policy.onExit(now);
    }
}
