package dev.weft.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {

    private static final String TEXT = """
            {
              "version": 2, "note": "a \\" }, ]",
              "workers": [
                {"type": "router",
                 "transports": [
                   {"id": "ws", "paths": {"a/b": {
                     "type": "static"}}}, [], {},
                   {"id":
                      "raw"}
                 ]}
              ]
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "/version, 2",
        "/note, 2",
        "/workers, 3",
        "/workers/0, 4",
        "/workers/0/transports, 5",
        "/workers/0/transports/0, 6",
        "/workers/0/transports/0/paths/a~1b/type, 7",
        "/workers/0/transports/2, 7",
        "/workers/0/transports/3/id, 8"
    })
    void a_value_is_on_the_line_of_its_key_or_of_itself(String pointer, int line) {
        assertThat(JsonLines.line(TEXT, pointer)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, 1",
        "/version/deeper, 2",
        "/workers/7, 3",
        "/workers/x, 3",
        "/workers/0/missing/deeper, 4",
        "/workers/0/transports/1/0, 7",
        "/workers/0/transports/3/missing, 8"
    })
    void what_is_missing_is_looked_for_on_the_line_of_what_is_around_it(String pointer, int line) {
        assertThat(JsonLines.line(TEXT, pointer)).isEqualTo(line);
    }

    @Test
    void a_text_may_be_a_single_value() {
        assertThat(JsonLines.line("\n\n 17", "")).isEqualTo(3);
        assertThat(JsonLines.line("\"text\"", "/a")).isEqualTo(1);
    }
}
