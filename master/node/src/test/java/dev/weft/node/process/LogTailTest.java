package dev.weft.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogTailTest {

    @Test
    void keeps_the_last_lines_and_honours_the_limit() {
        LogTail tail = new LogTail(3);
        for (int i = 1; i <= 5; i++) {
            tail.add("line " + i);
        }

        assertThat(tail.last(100)).containsExactly("line 3", "line 4", "line 5");
        assertThat(tail.last(2)).containsExactly("line 4", "line 5");
        assertThat(tail.last(0)).isEmpty();
        assertThat(tail.last(-1)).isEmpty();
    }

    @Test
    void lines_that_are_too_old_are_left_out() {
        AtomicLong nanos = new AtomicLong(-5);
        LogTail tail = new LogTail(3, nanos::get);
        tail.add("old");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        tail.add("new");

        assertThat(tail.last(9, Duration.ofSeconds(10))).containsExactly("new");
        assertThat(tail.last(9)).containsExactly("old", "new");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(tail.last(9, Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void cuts_lines_that_are_too_long() {
        LogTail tail = new LogTail(1);

        assertThat(tail.add("x".repeat(10_000))).hasSize(LogTail.MOST_CHARACTERS + 1);
    }

    @Test
    void an_endless_line_does_not_fill_the_memory() throws IOException {
        byte[] output = ("y".repeat(100_000) + "\r\nnext\nlast").getBytes(StandardCharsets.UTF_8);
        LineReader lines = new LineReader(new ByteArrayInputStream(output), 10);

        assertThat(lines.next()).isEqualTo("yyyyyyyyyy");
        assertThat(lines.next()).isEqualTo("next");
        assertThat(lines.next()).isEqualTo("last");
        assertThat(lines.next()).isNull();
    }
}
