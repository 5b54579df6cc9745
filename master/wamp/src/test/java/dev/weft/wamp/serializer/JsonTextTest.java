package dev.weft.wamp.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.wamp.codec.Unencodable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

    @Test
    void what_is_written_is_read() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("a", List.of(1L, 0.5, "x{\"[:,\\", true));
        tree.put("b", Arrays.asList((Object) null));
        tree.put("c", Map.of());
        tree.put("d", new BigInteger("99999999999999999999"));

        assertThat(JsonText.read(JsonText.pretty(tree))).isEqualTo(tree);
        assertThat(JsonText.read(JsonText.line(tree))).isEqualTo(tree);
        assertThat(JsonText.read("null")).isNull();
    }

    @Test
    void people_get_two_spaces_for_each_level() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("a", List.of(1, Map.of("b", "c, d: {}")));
        tree.put("e", List.of());

        assertThat(JsonText.pretty(tree)).isEqualTo("""
                {
                  "a": [
                    1,
                    {
                      "b": "c, d: {}"
                    }
                  ],
                  "e": []
                }""");
        assertThat(JsonText.line(tree)).isEqualTo("{\"a\":[1,{\"b\":\"c, d: {}\"}],\"e\":[]}");
        assertThat(JsonText.pretty("x")).isEqualTo("\"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';the text ends too early;1;1",
                "edge1;unexpected 'e';1;1",
                "{;the text ends too early;1;2",
                "1 2;unexpected '2';1;3",
                "[1,];unexpected ']';1;4",
                "'{\"a\":1,}';unexpected '}';1;8",
                "'{\"ä\" 1}';unexpected '1';1;6",
                "[1 // one;unexpected '/';1;4",
                "[trie];unexpected 'i';1;4",
                "[007];unexpected '7';1;4",
            })
    void what_is_no_json_is_refused_with_its_place(String text, String message, int line, int column) {
        assertThatThrownBy(() -> JsonText.read(text)).isInstanceOfSatisfying(JsonText.Malformed.class, malformed -> {
            assertThat(malformed).hasMessageStartingWith(message);
            assertThat(malformed.line()).isEqualTo(line);
            assertThat(malformed.column()).isEqualTo(column);
        });
    }

    @Test
    void a_key_that_is_there_twice_is_a_mistake() {
        assertThatThrownBy(() -> JsonText.read("{\n  \"a\": null,\n  \"a\": 1\n}"))
                .isInstanceOf(JsonText.Malformed.class)
                .hasMessage("the key 'a' is there twice (line 3, column 6)");
    }

    @Test
    void nesting_and_characters_are_checked() {
        assertThatThrownBy(() -> JsonText.read("[".repeat(1000)))
                .isInstanceOf(JsonText.Malformed.class)
                .hasMessageContaining("nesting exceeds 128 levels");
        assertThatThrownBy(() -> JsonText.read(new byte[] {'"', (byte) 0xc3, '"'}))
                .isInstanceOf(JsonText.Malformed.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void binary_is_written_as_in_messages_and_numbers_that_json_lacks_as_text() {
        assertThat(JsonText.line(new byte[] {1, (byte) 0xff})).isEqualTo("\"\\u0000Af8=\"");
        assertThat((byte[]) JsonText.read("\"\\u0000Af8=\"".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(1, 0xff);
        assertThat(JsonText.line(List.of(Double.NaN, 1.5))).isEqualTo("[\"NaN\",1.5]");
    }

    @Test
    void what_is_no_value_is_refused() {
        assertThatThrownBy(() -> JsonText.line(new Object())).isInstanceOf(Unencodable.class);
    }
}
