package dev.weft.controller.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.encoder.Encoder;
import dev.weft.wamp.serializer.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {

    private final LoggerContext context = context();

    private static LoggerContext context() {
        LoggerContext made = new LoggerContext();
        made.setMDCAdapter(new LogbackMDCAdapter());
        return made;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two\nlines\r\nand a third",
                "quotes \" and \\ and {braces} and tabs\t",
                "control \u0000 \u001b[31m red",
                "half a pair \ud83d of surrogates",
                "line separator \u2028, emoji \ud83d\ude00",
                ""
            })
    void every_message_is_one_json_object_on_one_line(String message) {
        String line = encoded(OperatorLogging.Format.JSON, message, null);

        Map<?, ?> read = object(line);
        assertThat(Instant.parse(String.valueOf(read.get("timestamp")))).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(read.get("level")).isEqualTo("WARN");
        assertThat(read.get("logger")).isEqualTo("dev.weft.test");
        assertThat(String.valueOf(read.get("message"))).startsWith(message.split("[\\W]", 2)[0]);
        assertThat(read.containsKey("exception")).isFalse();
    }

    @Test
    void an_exception_with_its_causes_stays_on_the_line() {
        Exception failure = new IllegalStateException("outer\nsecond", new IllegalArgumentException("inner"));

        Map<?, ?> read = object(encoded(OperatorLogging.Format.JSON, "it broke", failure));

        assertThat(read.get("message")).isEqualTo("it broke");
        assertThat(String.valueOf(read.get("exception")))
                .contains("IllegalStateException: outer\nsecond")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .contains("at dev.weft.controller.log.LogsTest");
    }

    @Test
    void what_a_thread_is_about_goes_along() {
        LoggingEvent event = event("here", null);
        event.setMDCPropertyMap(Map.of("resource.name", "base"));

        assertThat(object(encoded(OperatorLogging.Format.JSON, event)).get("context"))
                .isEqualTo(Map.of("resource.name", "base"));
    }

    @Test
    void lines_for_people_indent_what_does_not_fit_on_one() {
        assertThat(encoded(OperatorLogging.Format.TEXT, "first\nsecond", null))
                .startsWith("1970-01-01T00:00:01.000Z WARN ")
                .endsWith("first\n  | second\n");
    }

    private static Map<?, ?> object(String line) {
        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n").doesNotContain("\r");
        return (Map<?, ?>) Objects.requireNonNull(JsonText.read(line));
    }

    private String encoded(OperatorLogging.Format format, String message, @Nullable Throwable failure) {
        return encoded(format, event(message, failure));
    }

    private String encoded(OperatorLogging.Format format, LoggingEvent event) {
        Encoder<ILoggingEvent> encoder = OperatorLogging.encoder(format, context);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(String message, @Nullable Throwable failure) {
        LoggingEvent event =
                new LoggingEvent("x", context.getLogger("dev.weft.test"), Level.WARN, message, failure, null);
        event.setInstant(Instant.ofEpochMilli(1_000));
        return event;
    }
}
