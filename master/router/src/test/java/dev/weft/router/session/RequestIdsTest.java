package dev.weft.router.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wamp.link.LinkInfo;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** WAMP, "IDs in the session scope". */
class RequestIdsTest {

    private static RequestIds of(String transport) {
        return RequestIds.of(new LinkInfo(transport, "json", "test", false, Map.of(), Map.of(), null, null));
    }

    @Test
    void ids_rise_with_gaps_up_to_2_to_the_53() {
        RequestIds ids = of("websocket");
        assertThat(ids.accepts(0)).isFalse();
        assertThat(ids.accepts(-1)).isFalse();
        assertThat(ids.accepts(1)).isTrue();
        assertThat(ids.accepts(1)).isFalse();
        assertThat(ids.accepts(7)).isTrue();
        assertThat(ids.accepts(6)).isFalse();
        assertThat(ids.accepts((1L << 53) + 1)).isFalse();
        assertThat(ids.accepts(1L << 53)).isTrue();
    }

    @Test
    void over_long_polls_an_id_may_be_late_but_not_come_twice() {
        RequestIds ids = of("longpoll");
        assertThat(ids.accepts(3)).isTrue();
        assertThat(ids.accepts(2)).isTrue();
        assertThat(ids.accepts(2)).isFalse();
        assertThat(ids.accepts(0)).isFalse();
        assertThat(ids.accepts(-1)).isFalse();
        assertThat(ids.accepts(1026)).isTrue();
        assertThat(ids.accepts(2)).isFalse();
        assertThat(ids.accepts(3)).isFalse();
        assertThat(ids.accepts(4)).isTrue();
        assertThat(ids.accepts(1L << 53)).isTrue();
        assertThat(ids.accepts((1L << 53) - 1023)).isTrue();
        assertThat(ids.accepts((1L << 53) - 1024)).isFalse();
        assertThat(ids.accepts((1L << 53) + 1)).isFalse();
    }

    @Test
    void in_whichever_order_the_last_1024_come_each_is_accepted_once() {
        Random random = new Random(7);
        RequestIds ids = of("longpoll");
        Set<Long> accepted = new HashSet<>();
        long highest = 0;
        for (int i = 0; i < 100_000; i++) {
            long id = Math.max(1, highest - 1100 + random.nextInt(1200 + (i % 1000 == 0 ? 3000 : 0)));
            boolean expected = id > highest - 1024 && !accepted.contains(id);
            assertThat(ids.accepts(id)).as("%d, the highest is %d", id, highest).isEqualTo(expected);
            if (expected) {
                accepted.add(id);
                highest = Math.max(highest, id);
            }
        }
    }
}
