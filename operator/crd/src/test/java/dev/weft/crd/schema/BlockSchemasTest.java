package dev.weft.crd.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.config.schema.Default;
import dev.weft.config.schema.Discriminator;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Key;
import dev.weft.config.schema.Matches;
import dev.weft.config.schema.MaxItems;
import dev.weft.config.schema.MaxLength;
import dev.weft.config.schema.Range;
import dev.weft.config.schema.Secret;
import dev.weft.config.schema.TypeName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockSchemasTest {

    public record Written(
            @Doc("Its name") @MaxLength(20) @Matches(value = "[a-z]+", meaning = "small letters")
            String name,

            @Default("5") @Range(min = 1, max = 9) int size,
            @Nullable Colour colour,
            @Default("true") boolean on) {}

    public enum Colour {
        RED,
        LIGHT_BLUE
    }

    @Discriminator("type")
    public sealed interface Shape permits Round, Angular {}

    @TypeName("round")
    @Doc("No corners")
    public record Round(
            @Key @MaxLength(10) String id, @Range(min = 1) int radius, boolean filled) implements Shape {}

    @TypeName("angular")
    public record Angular(
            @Key @MaxLength(10) String id,
            int corners,
            List<Shape> inner,
            @Secret @Nullable String code) implements Shape {}

    public record Drawing(@MaxItems(3) List<Shape> shapes, Map<String, Integer> sizes) {}

    @Test
    void what_is_written_out_has_its_type_its_default_and_a_rule_that_says_what_is_meant() {
        assertThat(YamlText.of(BlockSchemas.of(Written.class))).isEqualTo("""
                type: object
                required:
                - name
                properties:
                  name:
                    description: Its name.
                    type: string
                    maxLength: 20
                    x-kubernetes-validations:
                    - rule: 'self.matches(''^([a-z]+)$'')'
                      message: expected small letters. Its name
                  size:
                    description: '1 to 9. Default: 5.'
                    type: integer
                    format: int32
                    minimum: 1
                    maximum: 9
                    default: 5
                  colour:
                    description: One of red, light-blue.
                    type: string
                    maxLength: 10
                    enum:
                    - red
                    - light-blue
                  on:
                    description: 'True or false. Default: true.'
                    type: boolean
                    default: true
                """.replace("  on:", "  'on':"));
    }

    @Test
    void a_union_has_the_fields_of_all_its_types_and_says_which_belong_to_which() {
        assertThat(YamlText.of(BlockSchemas.template(Shape.class, 1))).isEqualTo("""
                type: object
                properties:
                  type:
                    description: 'What it is. round: No corners; angular.'
                    type: string
                    maxLength: 7
                    enum:
                    - round
                    - angular
                  id:
                    type: string
                    maxLength: 128
                  radius:
                    description: '1 or more. Only for type round.'
                    x-kubernetes-int-or-string: true
                    maxLength: 128
                    pattern: '^(\\$\\([^()]*\\))$'
                    minimum: 1
                  filled:
                    description: True or false. Only for type round.
                    x-kubernetes-preserve-unknown-fields: true
                    anyOf:
                    - enum:
                      - true
                      - false
                    - pattern: '^(\\$\\([^()]*\\))$'
                  corners:
                    description: Only for type angular.
                    x-kubernetes-int-or-string: true
                    maxLength: 128
                    pattern: '^(\\$\\([^()]*\\))$'
                  inner:
                    description: Only for type angular.
                    type: array
                    maxItems: 1024
                    items:
                      type: object
                      x-kubernetes-preserve-unknown-fields: true
                  code:
                    description: Only for type angular.
                    type: string
                    maxLength: 4096
                    pattern: '^(\\$\\(secret\\.[^()]+\\))$'
                x-kubernetes-validations:
                - rule: '!has(self.radius) || !has(self.type) || self.type in [''round'']'
                  message: 'radius belongs to type round: remove it, or change the type'
                - rule: '!has(self.corners) || !has(self.type) || self.type in [''angular'']'
                  message: 'corners belongs to type angular: remove it, or change the type'
                - rule: '!has(self.inner) || !has(self.type) || self.type in [''angular'']'
                  message: 'inner belongs to type angular: remove it, or change the type'
                - rule: '!has(self.code) || !has(self.type) || self.type in [''angular'']'
                  message: 'code belongs to type angular: remove it, or change the type'
                """);
    }

    @Test
    void elements_with_a_key_are_told_apart_by_the_api_server() {
        Map<String, Object> shapes =
                Trees.map(Trees.map(BlockSchemas.template(Drawing.class, 1).get("properties"))
                        .get("shapes"));

        assertThat(shapes).containsEntry("maxItems", 3L).containsEntry(Schemas.LIST_KEYS, List.of("id"));
        assertThat(Trees.map(shapes.get("items"))).containsEntry("required", List.of("id"));
    }

    @Test
    void rules_end_where_they_could_be_met_too_often() {
        assertThat(BlockSchemas.template(Shape.class, UnionRules.MOST_PLACES + 1))
                .doesNotContainKey(Cel.RULES);
    }

    @Test
    void names_that_mean_something_in_rules_are_escaped() {
        assertThat(Cel.name("package")).isEqualTo("__package__");
        assertThat(Cel.name("allow-by-default")).isEqualTo("allow__dash__by__dash__default");
        assertThat(Cel.text("it's a \\d")).isEqualTo("'it\\'s a \\\\d'");
    }
}
