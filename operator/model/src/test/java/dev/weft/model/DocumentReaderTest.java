package dev.weft.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.spec.ManagementRealmSpec;
import dev.weft.model.spec.NodeLayoutSpec;
import dev.weft.model.spec.SpecReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentReaderTest {

    private static final SourceMap PLACES = SourceMap.builder()
            .put("", new Origin("a.yaml", 1, 1))
            .put("/metadata", new Origin("a.yaml", 3, 3))
            .put("/spec/mrealm", new Origin("a.yaml", 5, 11))
            .build();

    @Test
    void a_document_knows_its_name_and_its_places() {
        Document document = read(Map.of(
                        "apiVersion",
                        "weft.dev/v1alpha1",
                        "kind",
                        "NodeLayout",
                        "metadata",
                        Map.of("name", "base", "labels", Map.of("a", "b")),
                        "spec",
                        Map.of("mrealm", "plant-a")))
                .document()
                .orElseThrow();
        assertThat(document.title()).isEqualTo("NodeLayout/base");
        assertThat(document.metadata().labels()).containsEntry("a", "b");
        assertThat(document.origin("/mrealm")).hasToString("a.yaml:5:11");
        assertThat(document.origin("/nodeSelector")).hasToString("a.yaml:1:1");
    }

    @Test
    void documents_of_other_groups_are_skipped_with_a_note() {
        DocumentReader.Read read = read(Map.of("apiVersion", "apps/v1", "kind", "Deployment"));
        assertThat(read.document()).isEmpty();
        assertThat(read.findings()).singleElement().matches(finding -> !finding.isError());
    }

    @Test
    void everything_that_is_wrong_with_the_envelope_is_said_at_once() {
        List<Finding> findings = read(Map.of(
                        "apiVersion",
                        "weft.dev/v2",
                        "metadata",
                        Map.of("labels", Map.of("a", 1L)),
                        "workers",
                        List.of(),
                        "spec",
                        "text"))
                .findings();
        assertThat(findings)
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("unknown version"))
                .anyMatch(message -> message.contains("kind is missing"))
                .anyMatch(message -> message.contains("metadata.name is missing"))
                .anyMatch(message -> message.contains("must be text"))
                .anyMatch(message -> message.contains("'workers'"))
                .anyMatch(message -> message.contains("spec must be a map"));
        assertThat(read(null).findings()).isNotEmpty();
    }

    @Test
    void a_spec_is_read_with_every_problem_at_its_place() {
        Document document = read(Map.of(
                        "apiVersion",
                        "weft.dev/v1alpha1",
                        "kind",
                        "NodeLayout",
                        "metadata",
                        Map.of("name", "base"),
                        "spec",
                        Map.of("mrealm", 5L, "nodSelector", Map.of(), "protected", true)))
                .document()
                .orElseThrow();
        SpecReader.SpecRead<NodeLayoutSpec> read = SpecReader.read(document, Kinds.NODE_LAYOUT, NodeLayoutSpec.class);
        assertThat(read.spec()).isEmpty();
        assertThat(read.findings())
                .extracting(Finding::toString)
                .anyMatch(text -> text.startsWith("a.yaml:5:11: error: NodeLayout/base: spec.mrealm"))
                .anyMatch(text -> text.contains("nodSelector") && text.contains("nodeSelector"))
                .anyMatch(text -> text.contains("'protected'") && text.contains("not available"));
    }

    @Test
    void a_spec_without_problems_is_a_record() {
        Document document = read(Map.of(
                        "apiVersion",
                        "weft.dev/v1alpha1",
                        "kind",
                        "ManagementRealm",
                        "metadata",
                        Map.of("name", "plant-a"),
                        "spec",
                        Map.of("label", "Plant A")))
                .document()
                .orElseThrow();
        assertThat(SpecReader.read(document, Kinds.MANAGEMENT_REALM, ManagementRealmSpec.class)
                        .spec()
                        .orElseThrow()
                        .label())
                .isEqualTo("Plant A");
    }

    private static DocumentReader.Read read(@org.jspecify.annotations.Nullable Object tree) {
        return DocumentReader.read(tree, PLACES);
    }
}
