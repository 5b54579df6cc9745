package dev.weft.transport.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @Test
    void the_ceiling_doubles_up_to_the_most() {
        assertThat(backoff.delay(1, () -> 0.999)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(1));
        assertThat(backoff.delay(2, () -> 0.5)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.delay(4, () -> 0.5)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.delay(20, () -> 0.5)).isEqualTo(Duration.ofSeconds(150));
        assertThat(backoff.delay(Integer.MAX_VALUE, () -> 0.5)).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void the_jitter_reaches_down_to_zero() {
        assertThat(backoff.delay(10, () -> 0.0)).isZero();
    }

    @Test
    void senseless_bounds_are_refused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
