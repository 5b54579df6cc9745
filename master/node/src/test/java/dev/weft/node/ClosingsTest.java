package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingsTest {

    private final List<String> closed = new ArrayList<>();
    private final Closings closings = new Closings();

    @Test
    void the_last_is_closed_first_and_a_failure_does_not_keep_the_rest_open() {
        closings.add(() -> closed.add("lock"));
        closings.add(() -> {
            throw new IOException("cannot be closed");
        });
        closings.add(() -> closed.add("uplink"));

        closings.closeAll();

        assertThat(closed).containsExactly("uplink", "lock");
    }

    @Test
    void nothing_is_closed_twice() {
        closings.add(() -> closed.add("lock"));

        closings.closeAll();
        closings.closeAll();

        assertThat(closed).containsExactly("lock");
    }
}
