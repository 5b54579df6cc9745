package dev.weft.crd.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    @Test
    void what_looks_like_something_else_is_quoted() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String text : List.of(
                "plain",
                "true",
                "No",
                "1",
                "1e3",
                "a: b",
                "a #b",
                "it's",
                "",
                " a",
                "a ",
                "- a",
                "a…b",
                "{}",
                "~",
                "2026-01-01",
                "a,b",
                "[a]",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "a:",
                "null",
                "$(values.x)")) {
            tree.put("k" + tree.size(), text);
        }
        tree.put("on", 3L);
        tree.put("list", List.of("a", Map.of("b", List.of(Map.of())), 1L));
        tree.put("empty", Map.of());

        Map<String, Object> read = Yaml.read(YamlText.of(tree));

        assertThat(read.toString()).isEqualTo(tree.toString());
        assertThat(read.get("k1")).isInstanceOf(String.class);
        assertThat(read.get("k3")).isInstanceOf(String.class);
        assertThat(read.get("k15")).isInstanceOf(String.class);
    }
}
