package dev.weft.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettlingTest {

    private final Settling settling = new Settling(new Settling.Pace(100, 1_000, 5_000), "old", 0);

    @Test
    void at_rest_it_looks_at_each_poll_and_hands_on_nothing() {
        assertThat(settling.lookAt()).isEqualTo(5_000);
        assertThat(settling.onLook("old", 5_000)).isFalse();
        assertThat(settling.lookAt()).isEqualTo(10_000);
    }

    @Test
    void a_content_counts_when_two_looks_saw_the_same() {
        settling.onHint(10);
        assertThat(settling.lookAt()).isEqualTo(110);
        assertThat(settling.onLook("new", 110)).isFalse();
        assertThat(settling.lookAt()).isEqualTo(210);
        assertThat(settling.onLook("new", 210)).isTrue();
        assertThat(settling.onRead("new", 220)).isTrue();
        assertThat(settling.onLook("new", 5_220)).isFalse();
        assertThat(settling.lookAt()).isEqualTo(10_220);
    }

    @Test
    void what_lies_between_two_steps_of_a_writer_is_never_handed_on() {
        settling.onHint(0);
        assertThat(settling.onLook("half", 100)).isFalse();
        settling.onHint(150);
        assertThat(settling.lookAt()).isEqualTo(250);
        assertThat(settling.onLook("whole", 250)).isFalse();
        assertThat(settling.onLook("whole", 350)).isTrue();
    }

    @Test
    void a_hint_puts_the_next_look_off_but_not_without_end() {
        for (long now = 0; now <= 950; now += 50) {
            settling.onHint(now);
        }
        assertThat(settling.lookAt()).isEqualTo(1_000);
    }

    @Test
    void files_that_never_rest_are_read_after_the_longest_time() {
        settling.onHint(0);
        for (long now = 100; now < 1_000; now += 100) {
            assertThat(settling.onLook("content " + now, now)).isFalse();
        }
        assertThat(settling.onLook("content", 1_000)).isTrue();
        assertThat(settling.onRead("another", 1_001)).isTrue();
    }

    @Test
    void a_change_while_it_was_read_is_read_again() {
        settling.onHint(0);
        settling.onLook("a", 100);
        assertThat(settling.onLook("a", 200)).isTrue();
        assertThat(settling.onRead("b", 210)).isFalse();
        assertThat(settling.lookAt()).isEqualTo(310);
        assertThat(settling.onLook("b", 310)).isTrue();
        assertThat(settling.onRead("b", 311)).isTrue();
    }

    @Test
    void a_change_that_was_taken_back_is_no_change() {
        settling.onHint(0);
        assertThat(settling.onLook("new", 100)).isFalse();
        assertThat(settling.onLook("old", 200)).isFalse();
        assertThat(settling.lookAt()).isEqualTo(5_200);
    }
}
