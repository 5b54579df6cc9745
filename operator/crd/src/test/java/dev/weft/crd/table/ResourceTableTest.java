package dev.weft.crd.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import org.junit.jupiter.api.Test;

class ResourceTableTest {

    @Test
    void every_kind_that_can_be_written_can_be_applied() {
        assertThat(ResourceTable.all().stream().map(ResourceRow::kind))
                .containsExactlyInAnyOrderElementsOf(
                        Kinds.all().stream().filter(Kind::isBuilt).toList());
    }

    @Test
    void every_kind_has_a_class_that_says_the_same() {
        assertThat(ResourceClasses.kinds())
                .containsExactlyInAnyOrderElementsOf(
                        ResourceTable.all().stream().map(ResourceRow::kind).toList());
        for (ResourceRow row : ResourceTable.all()) {
            Class<? extends WeftResource> type = ResourceClasses.require(row.kind());
            assertThat(HasMetadata.getFullResourceName(type)).isEqualTo(row.definition());
            assertThat(HasMetadata.getKind(type)).isEqualTo(row.kind().name());
            assertThat(HasMetadata.getApiVersion(type)).isEqualTo(ResourceTable.GROUP + "/" + ResourceTable.VERSION);
            assertThat(Namespaced.class).isAssignableFrom(type);
        }
    }

    @Test
    void no_two_kinds_share_a_name_or_a_short_name() {
        assertThat(ResourceTable.all().stream().map(ResourceRow::plural)).doesNotHaveDuplicates();
        assertThat(ResourceTable.all().stream().flatMap(row -> row.shortNames().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_rule_says_what_to_do() {
        for (ResourceRow row : ResourceTable.all()) {
            for (Rule rule : row.rules()) {
                assertThat(rule.message()).as(rule.rule()).contains(": ").hasSizeLessThan(2048);
            }
        }
    }
}
