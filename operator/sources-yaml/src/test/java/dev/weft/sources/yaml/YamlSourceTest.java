package dev.weft.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Document;
import dev.weft.model.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSourceTest {

    private static final String HEAD =
            "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: plant-a}\n";

    @Test
    void every_value_knows_its_line_and_column() {
        Document document = only(HEAD + "spec:\n  tags:\n  - first\n  - {name: second}\n");

        assertThat(document.spec()).isEqualTo(Map.of("tags", List.of("first", Map.of("name", "second"))));
        assertThat(document.source().at("/spec/tags").toString()).isEqualTo("<stdin>:5:3");
        assertThat(document.source().at("/spec/tags/0").toString()).isEqualTo("<stdin>:6:5");
        assertThat(document.source().at("/spec/tags/1/name").toString()).isEqualTo("<stdin>:7:6");
        assertThat(document.origin().toString()).isEqualTo("<stdin>:1:1");
    }

    @Test
    void one_file_holds_several_documents_and_empty_ones_are_no_error() {
        Loaded loaded = load("---\n" + HEAD + "---\n# nothing\n---\n" + HEAD.replace("plant-a", "plant-b") + "---\n");

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.documents()).extracting(Document::name).containsExactly("plant-a", "plant-b");
    }

    @Test
    void a_list_is_taken_apart() {
        String item = HEAD.strip().replace("\n", "\n  ");
        Loaded loaded = load("apiVersion: v1\nkind: List\nitems:\n- " + item + "\n");

        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.documents()).extracting(Document::name).containsExactly("plant-a");
        assertThat(loaded.documents().get(0).origin().line()).isEqualTo(4);
    }

    @Test
    void documents_of_other_groups_are_skipped_with_a_note() {
        Loaded loaded = load("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n---\n" + HEAD);

        assertThat(loaded.documents()).hasSize(1);
        assertThat(loaded.hasErrors()).isFalse();
        assertThat(loaded.findings())
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Finding.Severity.NOTE);
    }

    @Test
    void a_duplicate_key_names_both_lines() {
        assertThat(problems(HEAD + "spec:\n  label: a\n  label: b\n"))
                .containsExactly(
                        "<stdin>:6:3: error: yaml: duplicate key 'label', first written in line 5 (keep one of the two)");
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThat(problems("a: 1\na: yes\n? {b: c}\n: 0777\nd: !!binary x\n")).hasSize(5);
    }

    @Test
    void a_broken_file_is_told_with_its_place() {
        List<String> problems = problems(HEAD + "spec: [a, b\nnext: 1\n");

        assertThat(problems)
                .singleElement()
                .isEqualTo("<stdin>:4:7: error: yaml: this '[' is never closed (add the ']')");
    }

    @Test
    void a_document_with_an_error_leaves_the_others_of_its_file_readable() {
        Loaded loaded = load(HEAD + "spec: {label: a, label: b}\n---\n" + HEAD);

        assertThat(loaded.findings()).singleElement().asString().contains("duplicate key 'label'");
        assertThat(loaded.documents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "No",
                "on",
                "OFF",
                "y",
                "n",
                "010",
                "0x1F",
                "0o17",
                "1_000",
                ".inf",
                "-.INF",
                ".NaN",
                "1e999",
                "99999999999999999999"
            })
    void scalars_that_readers_understand_differently_are_refused(String scalar) {
        assertThat(problems(HEAD + "spec: {x: " + scalar + "}\n"))
                .singleElement()
                .asString()
                .startsWith("<stdin>:4:11: error: yaml: ")
                .contains("quotes");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "False,false", "~,", "null,"})
    void booleans_and_null_have_one_meaning(String scalar, Boolean expected) {
        assertThat(only(HEAD + "spec: {x: " + scalar + "}\n").spec())
                .isEqualTo(Collections.singletonMap("x", expected));
    }

    @Test
    void numbers_are_decimal_and_everything_else_is_text() {
        Document document = only(
                HEAD
                        + "spec: {a: 8080, b: -1, c: 0.5, d: 1e3, e: 2026-01-01, f: '8080', g: 10:22:33, h: 1.2.3, i: $(values.x), j: 'yes'}\n");

        assertThat(document.spec())
                .containsEntry("a", 8080L)
                .containsEntry("b", -1L)
                .containsEntry("c", 0.5)
                .containsEntry("d", 1000.0)
                .containsEntry("e", "2026-01-01")
                .containsEntry("f", "8080")
                .containsEntry("g", "10:22:33")
                .containsEntry("h", "1.2.3")
                .containsEntry("i", "$(values.x)")
                .containsEntry("j", "yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!str 1", "!!python/object:os.system {}", "! a", "!mine [1]", "!!timestamp 2026-01-01"})
    void tags_are_refused(String value) {
        assertThat(problems(HEAD + "spec: {x: " + value + "}\n"))
                .singleElement()
                .asString()
                .contains("tag");
    }

    @Test
    void keys_are_texts() {
        assertThat(problems("1: a\n"))
                .singleElement()
                .asString()
                .contains("a key must be text (put the key in quotes)");
        assertThat(problems("<<: {a: 1}\n")).singleElement().asString().contains("merge keys");
    }

    @Test
    void aliases_repeat_a_value_and_keep_its_place() {
        Document document = only(HEAD + "spec:\n  a: &x {deep: [1]}\n  b: *x\n");

        assertThat(document.spec().get("b")).isEqualTo(document.spec().get("a"));
        assertThat(document.source().at("/spec/b/deep"))
                .isEqualTo(document.source().at("/spec/a/deep"));
        assertThat(document.source().at("/spec/b").line()).isEqualTo(6);
    }

    @Test
    void an_alias_inside_the_value_that_it_names_is_refused() {
        assertThat(problems("a: &x [*x]\n")).singleElement().asString().contains("alias *x names no anchor");
    }

    @Test
    void a_bomb_of_aliases_is_refused_before_it_is_built() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i <= 10; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(9, before)) + "]\n");
        }

        assertThat(problems(bomb.toString())).singleElement().asString().contains("values in one document");
        assertThat(problems("a: &x 1\nb: [" + String.join(", ", Collections.nCopies(101, "*x")) + "]\n"))
                .singleElement()
                .asString()
                .contains("more than 100 aliases");
    }

    @Test
    void nesting_is_bounded() {
        assertThat(problems("[".repeat(64) + "]".repeat(64) + "\n")).noneMatch(text -> text.contains("deep"));
        assertThat(problems("[".repeat(65) + "]".repeat(65) + "\n"))
                .singleElement()
                .asString()
                .contains("64 deep");
        assertThat(problems("[".repeat(100_000))).singleElement().asString().contains("64 deep");
    }

    @Test
    void size_is_bounded() {
        Limits small = new Limits(100, 150, 10, 64, 1000, 10, 10);
        Loaded loaded =
                YamlSource.withStream(stream("#".repeat(101))).within(small).load(List.of("-"));

        assertThat(texts(loaded)).singleElement().asString().contains("larger than 100 bytes");
    }

    @Test
    void the_number_of_problems_is_bounded() {
        String many = "yes: 1\n".repeat(5000);

        assertThat(problems(many)).hasSizeLessThan(210).anyMatch(text -> text.contains("too many errors"));
    }

    @Test
    void bytes_that_are_no_text_are_told_with_their_line() {
        byte[] latin = "a: 1\nb: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(texts(YamlSource.withStream(new ByteArrayInputStream(latin)).load(List.of("-"))))
                .containsExactly("<stdin>:2:4: error: yaml: not UTF-8 (save the file as UTF-8)");
        assertThat(problems("a: \"\u0001\"\n")).singleElement().asString().startsWith("<stdin>:1:5: ");
    }

    @Test
    void json_is_read_too() {
        Document document = only(
                "{\"apiVersion\": \"weft.dev/v1alpha1\", \"kind\": \"ManagementRealm\", \"metadata\": {\"name\": \"a/\\ud83d\\ude00\"}}");

        assertThat(document.name()).isEqualTo("a/\ud83d\ude00");
    }

    private static Document only(String text) {
        Loaded loaded = load(text);
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.documents()).hasSize(1);
        return loaded.documents().get(0);
    }

    private static List<String> problems(String text) {
        return texts(load(text));
    }

    private static List<String> texts(Loaded loaded) {
        return loaded.findings().stream().map(Finding::toString).collect(Collectors.toList());
    }

    private static Loaded load(String... texts) {
        return YamlSource.withStream(stream(String.join("", Arrays.asList(texts))))
                .load(List.of("-"));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
