package dev.weft.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.serializer.JsonText;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]0;title\u0007",
                "\u001b[2J",
                "\u009b2J",
                "a\rb",
                "a\bb",
                "\u0000",
                "\u007f",
                "\u202etxt",
                "\u2066x"
            })
    void what_a_terminal_would_obey_is_made_visible(String text) {
        for (Colour colour : Colour.values()) {
            assertThat(written(text, colour))
                    .contains("\\u")
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u202e\\u2066]");
        }
    }

    @Test
    void text_passes_as_it_is() {
        String text = "Grüße\tan 日本 🚀\n";

        assertThat(written(text, Colour.NEVER)).isEqualTo(text);
    }

    @Test
    void colours_pass_only_where_they_are_wanted() {
        String red = "\u001b[1;31mred\u001b[0m";

        assertThat(written(red, Colour.ANSI)).isEqualTo(red);
        assertThat(written(red, Colour.NEVER)).isEqualTo("\\u001b[1;31mred\\u001b[0m");
    }

    @Test
    void json_still_means_the_same() {
        String hostile = "x\u009b2J\u202e\u007f";

        String shown = written(JsonText.line(hostile), Colour.NEVER);

        assertThat(shown).isEqualTo("\"x\\u009b2J\\u202e\\u007f\"");
        assertThat(JsonText.read(shown)).isEqualTo(hostile);
    }

    private static String written(String text, Colour colour) {
        StringWriter to = new StringWriter();
        try (PrintWriter out = new PrintWriter(new TerminalWriter(to, colour))) {
            out.print(text);
        }
        return to.toString();
    }
}
