package dev.weft.engine.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void keys_are_sorted_and_everything_is_ascii() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("b", Arrays.asList(1L, null, true));
        tree.put("a", "ü\n\"\u0001");
        assertThat(CanonicalJson.compact(tree)).isEqualTo("{\"a\":\"\\u00fc\\n\\\"\\u0001\",\"b\":[1,null,true]}");
    }

    @Test
    void numbers_are_as_short_as_can_be_and_read_back_as_they_were() {
        assertThat(CanonicalJson.compact(0.1)).isEqualTo("0.1");
        assertThat(CanonicalJson.compact(2.0)).isEqualTo("2");
        assertThat(CanonicalJson.compact(2e-3)).isEqualTo("0.002");
        Random dice = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(dice.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(CanonicalJson.compact(value))).isEqualTo(value);
            }
        }
    }
}
