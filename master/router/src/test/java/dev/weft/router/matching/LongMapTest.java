package dev.weft.router.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongMapTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void it_agrees_with_a_hash_map(long seed) {
        Random random = new Random(seed);
        LongMap<String> map = new LongMap<>();
        Map<Long, String> model = new HashMap<>();
        for (int step = 0; step < 50_000; step++) {
            long key = 1L + random.nextInt(step < 25_000 ? 300 : 40);
            if (random.nextInt(step < 20_000 ? 3 : 2) > 0) {
                map.put(key, "v" + step);
                model.put(key, "v" + step);
            } else {
                assertThat(map.remove(key)).as("seed %s", seed).isEqualTo(model.remove(key));
            }
            assertThat(map.size()).as("seed %s", seed).isEqualTo(model.size());
            assertThat(map.get(key)).as("seed %s", seed).isEqualTo(model.get(key));
        }
        assertThat(map.values()).containsExactlyInAnyOrderElementsOf(model.values());
        map.clear();
        assertThat(map.isEmpty()).isTrue();
        assertThat(map.values()).isEmpty();
    }

    @Test
    void it_gives_back_the_room_of_a_burst_but_not_of_what_comes_and_goes() {
        LongMap<String> map = new LongMap<>(128);
        fillAndEmpty(map, 64);
        assertThat(map.places()).isEqualTo(128);
        fillAndEmpty(map, 100_000);
        assertThat(map.places()).isEqualTo(128);

        LongMap<String> other = new LongMap<>();
        fillAndEmpty(other, 64);
        assertThat(other.places()).isEqualTo(8);
    }

    private static void fillAndEmpty(LongMap<String> map, int size) {
        for (long key = 1; key <= size; key++) {
            map.put(key, "v");
        }
        for (long key = 1; key <= size; key++) {
            map.remove(key);
        }
    }
}
