package dev.weft.crd.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Document;
import dev.weft.model.DocumentReader;
import dev.weft.model.Finding;
import dev.weft.model.Origin;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceDocumentsTest {

    @Test
    void a_resource_is_the_document_that_a_file_would_be() {
        NodeLayout layout = layout();
        layout.getMetadata().setLabels(Map.of("line", "1"));
        layout.getMetadata().setAnnotations(Map.of("team", "north"));
        layout.getMetadata().setResourceVersion("17");
        layout.getSpec().put("mrealm", "plant-a");

        Document document = ResourceDocuments.read(layout).document().orElseThrow();

        assertThat(document.apiVersion()).isEqualTo("weft.dev/v1alpha1");
        assertThat(document.kind()).isEqualTo("NodeLayout");
        assertThat(document.metadata().name()).isEqualTo("base");
        assertThat(document.metadata().labels()).containsExactly(Map.entry("line", "1"));
        assertThat(document.metadata().annotations()).containsExactly(Map.entry("team", "north"));
        assertThat(document.spec()).isEqualTo(Map.of("mrealm", "plant-a"));
        assertThat(document.source().at("/spec/workers/0")).isEqualTo(Origin.ofResource("NodeLayout/plant/base"));
    }

    @Test
    void one_without_a_spec_is_a_document_with_an_empty_one() {
        NodeLayout layout = layout();
        layout.setSpec(null);
        assertThat(ResourceDocuments.read(layout).document().orElseThrow().spec())
                .isEmpty();
    }

    @Test
    void what_is_wrong_with_the_envelope_is_told_by_the_name_of_the_resource() {
        NodeLayout layout = layout();
        Map<String, String> labels = new HashMap<>();
        labels.put("line", null);
        layout.getMetadata().setLabels(labels);

        DocumentReader.Read read = ResourceDocuments.read(layout);

        assertThat(read.document()).isEmpty();
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "NodeLayout/plant/base: error: NodeLayout: the value of 'line' must be text (put it in quotes)");
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.arguments(7, 7L),
                Arguments.arguments((short) 7, 7L),
                Arguments.arguments((byte) 7, 7L),
                Arguments.arguments(7L, 7L),
                Arguments.arguments(1.5f, 1.5),
                Arguments.arguments(1.5, 1.5),
                Arguments.arguments(new BigDecimal("1.5"), 1.5),
                Arguments.arguments(BigInteger.valueOf(Long.MAX_VALUE), Long.MAX_VALUE),
                Arguments.arguments(BigInteger.TWO.pow(64), 0x1p64),
                Arguments.arguments("7", "7"),
                Arguments.arguments(true, true));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbers_are_those_of_documents_however_deep(Object given, Object wanted) {
        NodeLayout layout = layout();
        layout.getSpec().put("at", List.of(Map.of("n", given)));

        assertThat(ResourceDocuments.read(layout).document().orElseThrow().spec())
                .isEqualTo(Map.of("at", List.of(Map.of("n", wanted))));
    }

    @Test
    void what_is_null_stays_null_and_the_cache_is_not_what_is_handed_out() {
        NodeLayout layout = layout();
        Map<String, Object> inner = new HashMap<>();
        inner.put("none", null);
        layout.getSpec().put("inner", inner);
        layout.getSpec().put("list", Arrays.asList(1L, null));

        Map<String, Object> spec =
                ResourceDocuments.read(layout).document().orElseThrow().spec();
        inner.put("later", "x");

        assertThat(spec.get("inner")).isEqualTo(java.util.Collections.singletonMap("none", null));
        assertThat(spec.get("list")).isEqualTo(Arrays.asList(1L, null));
    }

    private static NodeLayout layout() {
        NodeLayout layout = new NodeLayout();
        layout.setMetadata(
                new ObjectMetaBuilder().withNamespace("plant").withName("base").build());
        return layout;
    }
}
