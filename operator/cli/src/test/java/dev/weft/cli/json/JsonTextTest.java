package dev.weft.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void what_is_written_is_read() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("a", List.of(1L, 0.5, "x", true));
        tree.put("b", Arrays.asList((Object) null));
        tree.put("c", Map.of());

        assertThat(JsonText.read(JsonText.pretty(tree)).orElseThrow().tree()).isEqualTo(tree);
        assertThat(JsonText.line(tree)).isEqualTo("{\"a\":[1,0.5,\"x\",true],\"b\":[null],\"c\":{}}");
        assertThat(JsonText.read("null")).get().extracting(JsonText.Value::tree).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "edge1", "{", "1 2", "[1,]", "99999999999999999999"})
    void what_is_no_json_is_a_value_too(String text) {
        assertThat(JsonText.read(text)).isEmpty();
    }

    @Test
    void bytes_are_written_as_hexadecimal() {
        assertThat(JsonText.line(new byte[] {1, (byte) 0xff})).isEqualTo("\"0x01ff\"");
    }
}
