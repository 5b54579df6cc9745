package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {

    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<String> ran = new ArrayList<>();

    @Test
    void timers_go_off_in_their_order_and_not_early() {
        List<ScheduledFuture<?>> timers = List.of(later("b", 2), later("a", 1), later("c", 2));

        scheduler.advance(Duration.ofMillis(999));
        assertThat(ran).isEmpty();
        scheduler.advance(Duration.ofMillis(1001));

        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(timers).allMatch(ScheduledFuture::isDone);
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void canceled_timers_stay_silent() {
        later("a", 1).cancel(false);

        scheduler.advance(Duration.ofSeconds(5));

        assertThat(ran).isEmpty();
    }

    @Test
    void periodic_timers_repeat_until_canceled() {
        ScheduledFuture<?> timer = scheduler.scheduleAtFixedRate(() -> ran.add("tick"), 1, 1, TimeUnit.SECONDS);

        scheduler.advance(Duration.ofMillis(3500));
        timer.cancel(false);
        scheduler.advance(Duration.ofSeconds(5));

        assertThat(ran).hasSize(3);
    }

    @Test
    void what_a_timer_schedules_within_the_time_runs_too() {
        ScheduledFuture<?> outer =
                scheduler.schedule(() -> scheduler.execute(() -> ran.add("inner")), 1, TimeUnit.SECONDS);

        scheduler.advance(Duration.ofSeconds(2));

        assertThat(outer.isDone()).isTrue();
        assertThat(ran).containsExactly("inner");
    }

    private ScheduledFuture<?> later(String name, int seconds) {
        return scheduler.schedule(() -> ran.add(name), seconds, TimeUnit.SECONDS);
    }
}
