package dev.weft.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.model.LabelSelector.Operator;
import dev.weft.model.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {

    private static final Map<String, String> GRAZ = Map.of("site", "graz", "line", "1");

    @Test
    void no_condition_selects_everything() {
        assertThat(LabelSelector.everything().matches(Map.of())).isTrue();
    }

    @Test
    void every_label_must_have_its_value() {
        LabelSelector selector = new LabelSelector(new TreeMap<>(Map.of("site", "graz", "line", "1")), List.of());
        assertThat(selector.matches(GRAZ)).isTrue();
        assertThat(selector.matches(Map.of("site", "graz"))).isFalse();
        assertThat(selector.matches(Map.of("site", "linz", "line", "1"))).isFalse();
    }

    @Test
    void expressions_mean_what_they_mean_in_kubernetes() {
        assertThat(matches("site", Operator.IN, "graz", "linz")).isTrue();
        assertThat(matches("site", Operator.IN, "wien")).isFalse();
        assertThat(matches("site", Operator.NOT_IN, "wien")).isTrue();
        assertThat(matches("absent", Operator.NOT_IN, "wien")).isTrue();
        assertThat(matches("site", Operator.EXISTS)).isTrue();
        assertThat(matches("absent", Operator.EXISTS)).isFalse();
        assertThat(matches("absent", Operator.DOES_NOT_EXIST)).isTrue();
    }

    private static boolean matches(String key, Operator operator, String... values) {
        Requirement requirement = new Requirement(key, operator, List.of(values));
        return new LabelSelector(new TreeMap<>(), List.of(requirement)).matches(GRAZ);
    }
}
