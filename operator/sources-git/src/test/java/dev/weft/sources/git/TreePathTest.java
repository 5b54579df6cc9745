package dev.weft.sources.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TreePathTest {

    @Test
    void paths_are_read_as_people_write_them() {
        assertThat(TreePath.of("./fleet//prod/")).hasToString("fleet/prod");
        assertThat(TreePath.of(".")).isEqualTo(TreePath.ROOT).hasToString(".");
        assertThat(TreePath.of("fleet/../other")).hasToString("other");
    }

    @Test
    void a_path_that_leads_out_is_refused() {
        assertThatThrownBy(() -> TreePath.of("../etc")).isInstanceOf(GitFailure.class);
        assertThatThrownBy(() -> TreePath.of("/etc")).isInstanceOf(GitFailure.class);
        assertThat(TreePath.of("a/b").resolve("../../../c")).isEmpty();
        assertThat(TreePath.of("a/b").resolve("/c")).isEmpty();
    }

    @Test
    void within_is_by_names_not_by_letters() {
        assertThat(TreePath.of("fleet/a").isWithin(TreePath.of("fleet"))).isTrue();
        assertThat(TreePath.of("fleet2/a").isWithin(TreePath.of("fleet"))).isFalse();
        assertThat(TreePath.of("a").isWithin(TreePath.ROOT)).isTrue();
    }
}
