package dev.weft.crd.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import org.junit.jupiter.api.Test;

class ResourceTableTest {

    @Test
    void every_kind_that_can_be_written_can_be_applied() {
        assertThat(ResourceTable.all().stream().map(ResourceRow::kind))
                .containsExactlyInAnyOrderElementsOf(
                        Kinds.all().stream().filter(Kind::isBuilt).toList());
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
