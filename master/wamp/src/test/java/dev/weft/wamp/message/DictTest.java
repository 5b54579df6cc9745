package dev.weft.wamp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DictTest {

    @Test
    void a_value_of_another_type_reads_as_absent() {
        Dict dict = Dict.of(Map.of("acknowledge", "yes", "timeout", 1.5, "list", 7L));

        assertThat(dict.flag("acknowledge")).isFalse();
        assertThat(dict.integer("timeout")).isNull();
        assertThat(dict.list("list")).isNull();
        assertThat(dict.dict("list")).isEqualTo(Dict.empty());
    }

    @Test
    void with_leaves_the_original_alone() {
        Dict one = Dict.of("a", 1L);

        Dict two = one.with("b", 2L);

        assertThat(one.has("b")).isFalse();
        assertThat(two.integer("b")).isEqualTo(2);
    }
}
