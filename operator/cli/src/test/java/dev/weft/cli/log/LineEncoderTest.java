package dev.weft.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineEncoderTest {

    @Test
    void a_name_with_a_line_end_cannot_look_like_an_entry() {
        assertThat(encoded("joined as joe\n12:00:00.000 WARN  all is lost", null))
                .isEqualTo("WARN joined as joe\n  | 12:00:00.000 WARN  all is lost\n");
    }

    @Test
    void a_name_with_escape_sequences_cannot_steer_the_terminal() {
        assertThat(encoded("joined as \u001b[2Jjoe\r", null)).isEqualTo("WARN joined as \\u001b[2Jjoe\n");
    }

    @Test
    void the_lines_of_a_stack_trace_belong_to_their_entry() {
        assertThat(encoded("failed", new IllegalStateException("wrong\nWARN forged"))
                        .lines()
                        .skip(1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("  | "));
    }

    private static String encoded(String message, @Nullable Throwable thrown) {
        LoggerContext context = new LoggerContext();
        LineEncoder encoder = new LineEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%n");
        encoder.start();
        Logger logger = context.getLogger("test");
        return new String(
                encoder.encode(new LoggingEvent("", logger, Level.WARN, message, thrown, null)),
                StandardCharsets.UTF_8);
    }
}
