package dev.weft.crd.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.table.ResourceRow;
import dev.weft.crd.table.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the API server demands of every definition, and what users may expect of it. */
class DefinitionsTest {

    /** kubectl apply keeps a copy of what it applied in an annotation, and annotations end here. */
    private static final int MOST_ANNOTATION = 262_144;

    @Test
    void every_text_list_and_map_has_a_limit_or_rules_would_cost_too_much() {
        for (ResourceRow row : ResourceTable.all()) {
            Map<String, Object> schema = Definitions.schema(row);
            List<String> unlimited = new ArrayList<>();
            for (String part : List.of("spec", "status")) {
                unlimited(part, Trees.map(Trees.map(schema.get("properties")).get(part)), unlimited);
            }
            assertThat(unlimited).as(row.plural()).isEmpty();
        }
    }

    @Test
    void every_schema_has_a_type_or_says_that_it_has_none() {
        for (ResourceRow row : ResourceTable.all()) {
            List<String> wrong = new ArrayList<>();
            untyped("", Definitions.schema(row), wrong);
            assertThat(wrong).as(row.plural()).isEmpty();
        }
    }

    @Test
    void every_definition_is_small_enough_for_a_plain_kubectl_apply() {
        Definitions.files().forEach((name, text) -> {
            assertThat(text.length()).as(name).isLessThan(600_000);
            assertThat(json(Yaml.read(text)).length()).as(name).isLessThan(MOST_ANNOTATION);
        });
    }

    @Test
    void the_files_read_back_as_what_was_written() {
        for (ResourceRow row : ResourceTable.all()) {
            Map<String, Object> definition = Definitions.of(row);
            assertThat(json(Yaml.read(YamlText.of(definition)))).isEqualTo(json(definition));
        }
    }

    @Test
    void every_field_of_our_own_is_described() {
        for (ResourceRow row : ResourceTable.all()) {
            Map<String, Object> properties = Trees.map(Definitions.schema(row).get("properties"));
            Trees.map(Trees.map(properties.get("spec")).get("properties"))
                    .forEach((name, field) -> assertThat(Trees.map(field).get("description"))
                            .as(row.plural() + " " + name)
                            .isNotNull());
        }
    }

    private static void unlimited(String place, Map<String, Object> schema, List<String> found) {
        boolean open = Boolean.TRUE.equals(schema.get(Schemas.OPEN));
        Object type = schema.get("type");
        String needed = "string".equals(type) ? "maxLength" : "array".equals(type) ? "maxItems" : "";
        if (schema.containsKey("additionalProperties")) {
            needed = "maxProperties";
        }
        if (!needed.isEmpty() && !open && !schema.containsKey(needed)) {
            found.add(place + " has no " + needed);
        }
        Trees.map(schema.get("properties"))
                .forEach((name, field) -> unlimited(place + "." + name, Trees.map(field), found));
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.containsKey(inner)) {
                unlimited(place + "[]", Trees.map(schema.get(inner)), found);
            }
        }
    }

    private static void untyped(String place, Map<String, Object> schema, List<String> found) {
        if (!schema.containsKey("type")
                && !schema.containsKey(Schemas.INT_OR_STRING)
                && !schema.containsKey(Schemas.OPEN)) {
            found.add(place);
        }
        if (schema.containsKey("properties") && schema.containsKey("additionalProperties")) {
            found.add(place + " has both named fields and free ones");
        }
        Trees.map(schema.get("properties"))
                .forEach((name, field) -> untyped(place + "." + name, Trees.map(field), found));
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.containsKey(inner)) {
                untyped(place + "[]", Trees.map(schema.get(inner)), found);
            }
        }
    }

    private static String json(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            map.forEach((key, value) -> fields.add('"' + key.toString() + "\":" + json(value)));
            return "{" + String.join(",", fields) + "}";
        }
        if (tree instanceof List<?> list) {
            return "["
                    + String.join(",", list.stream().map(DefinitionsTest::json).toList()) + "]";
        }
        return tree instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.valueOf(tree);
    }
}
