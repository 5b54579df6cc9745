package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPaceTest {

    private static final Duration SOON = Duration.ofSeconds(59);

    private final RestartPace pace = new RestartPace();

    @Test
    void the_pause_doubles_from_a_second_to_half_a_minute() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seconds.add(pace.ended(SOON).toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void who_ran_a_minute_begins_anew() {
        pace.ended(SOON);
        pace.ended(SOON);

        assertThat(pace.ended(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace.ended(SOON)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void the_fifth_end_in_a_row_is_to_be_told_and_only_that() {
        List<Boolean> told = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pace.ended(SOON);
            told.add(pace.isTimeToTell());
        }

        assertThat(told).containsExactly(false, false, false, false, true, false, false);
        assertThat(pace.inARow()).isEqualTo(7);
    }
}
