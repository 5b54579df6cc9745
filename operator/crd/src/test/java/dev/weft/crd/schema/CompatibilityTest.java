package dev.weft.crd.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.table.ResourceTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: string, maxLength: 9}        | {type: string, maxLength: 8}                     | f maxLength was 9 and is 8",
                "{type: string}                      | {type: string, maxLength: 8}                     | f maxLength was not there and is 8",
                "{type: integer, minimum: 1}         | {type: integer, minimum: 2}                      | f minimum was 1 and is 2",
                "{type: string, enum: [a, b]}        | {type: string, enum: [a, c]}                     | f takes [b] no more",
                "{type: string}                      | {type: string, enum: [a]}                        | f took any value and takes only [a]",
                "{type: string, pattern: a}          | {type: string, pattern: b}                       | f pattern was a and is b",
                "{type: string}                      | {type: integer}                                  | f was of type string and is of type integer",
                "{x-kubernetes-int-or-string: true}  | {type: integer}                                  | f was of type integer or string and is of type integer",
                "{type: integer, default: 1}         | {type: integer, default: 2}                      | f its default was 1 and is 2",
                "{type: string}                      | {type: string, x-kubernetes-validations: [{rule: r}]} | f has the new rule r",
                "{type: array, items: {type: string}} | {type: array, items: {type: integer}}           | f[] was of type string and is of type integer",
                "{type: object, x-kubernetes-preserve-unknown-fields: true} | {type: object}            | f took any field and takes only some",
            })
    void a_field_that_takes_less_is_refused(String before, String after, String sentence) {
        assertThat(Compatibility.ofSchemas(field(before), field(after))).containsExactly(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: string, maxLength: 9}        | {type: string, maxLength: 10}",
                "{type: integer}                     | {x-kubernetes-int-or-string: true}",
                "{type: string, enum: [a]}           | {type: string, enum: [a, b]}",
                "{type: string, pattern: a}          | {type: string}",
                "{type: string}                      | {x-kubernetes-preserve-unknown-fields: true}",
                "{type: string, description: a}      | {type: string, description: b}",
                "{type: object, properties: {a: {type: string}}} | {type: object, x-kubernetes-preserve-unknown-fields: true}",
            })
    void a_field_that_takes_more_is_fine(String before, String after) {
        assertThat(Compatibility.ofSchemas(field(before), field(after))).isEmpty();
    }

    @Test
    void a_field_that_is_gone_or_has_to_be_given_is_refused() {
        Map<String, Object> before = Yaml.read("{type: object, properties: {a: {type: string}, b: {type: string}}}");
        Map<String, Object> after = Yaml.read(
                "{type: object, required: [b, c, d], properties: {b: {type: string}, c: {type: string}, d: {type: string, default: x}}}");

        assertThat(Compatibility.ofSchemas(before, after))
                .containsExactly("a is gone", "b has to be given and had not", "c has to be given and had not");
    }

    @Test
    void another_name_or_a_version_that_is_gone_is_another_resource() {
        Map<String, Object> before = Definitions.of(ResourceTable.all().get(0));
        Map<String, Object> after =
                new LinkedHashMap<>(Definitions.of(ResourceTable.all().get(1)));
        Map<String, Object> spec = new LinkedHashMap<>(Trees.map(after.get("spec")));
        spec.put("versions", List.of());
        after.put("spec", spec);

        assertThat(Compatibility.breaks(before, after))
                .containsExactly(
                        "kind was Fabric and is ManagementRealm: that is another resource",
                        "plural was fabrics and is managementrealms: that is another resource",
                        "version v1alpha1 is gone: clusters have resources of it");
        assertThat(Compatibility.breaks(before, before)).isEmpty();
    }

    private static Map<String, Object> field(String schema) {
        return Yaml.read("{type: object, properties: {f: " + schema + "}}");
    }
}
