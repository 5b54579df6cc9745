package dev.weft.sources.git.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PollPaceTest {

    private final PollPace pace = new PollPace(() -> Duration.ofSeconds(60), new Random(1));

    @Test
    void looks_come_at_the_interval_give_or_take_a_tenth() {
        for (int i = 0; i < 100; i++) {
            assertThat(pace.afterSuccess()).isBetween(54_000L, 66_000L);
        }
    }

    @Test
    void failures_double_the_pause_to_a_quarter_of_an_hour_and_a_success_ends_that() {
        assertThat(pace.afterFailure()).isBetween(108_000L, 132_000L);
        assertThat(pace.afterFailure()).isBetween(216_000L, 264_000L);
        for (int i = 0; i < 100; i++) {
            assertThat(pace.afterFailure()).isLessThanOrEqualTo(990_000L);
        }
        assertThat(pace.afterFailure()).isGreaterThanOrEqualTo(810_000L);
        assertThat(pace.afterSuccess()).isBetween(54_000L, 66_000L);
    }

    @Test
    void nobody_looks_more_often_than_once_a_second() {
        PollPace hasty = new PollPace(() -> Duration.ofMillis(1), new Random(1));

        assertThat(hasty.afterSuccess()).isGreaterThanOrEqualTo(1_000);
    }
}
