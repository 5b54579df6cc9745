package dev.weft.fabric.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    private final Presence presence = new Presence(() -> NOW);

    @Test
    void a_node_is_online_while_it_has_a_session() {
        assertThat(presence.of("n1").online()).isFalse();
        assertThat(presence.lastSeen("n1")).isEmpty();
        presence.joined("n1", 1);
        assertThat(presence.joined("n1", 2).online()).isTrue();
        assertThat(presence.left(1)).isEmpty();
        assertThat(presence.of("n1").text()).isEqualTo("online");
        assertThat(presence.left(2)).contains("n1");
        assertThat(presence.of("n1").text()).isEqualTo("offline");
        assertThat(presence.lastSeen("n1")).contains(NOW);
        assertThat(presence.left(99)).isEmpty();
    }

    @Test
    void the_last_heartbeat_stays_known_after_the_node_has_left() {
        presence.joined("n1", 1);
        Heartbeat beat = Heartbeat.read(Map.of(
                        "seq",
                        4L,
                        "timestamp",
                        5L,
                        "workers",
                        Map.of("router", 2L, "websocket-testee", 1L, "odd", "x")))
                .orElseThrow();
        presence.beat("n1", beat);
        presence.left(1);
        assertThat(presence.of("n1").heartbeat()).isEqualTo(4L);
        assertThat(presence.of("n1").workers()).isEqualTo(Map.of("router", 2L, "websocket-testee", 1L));
    }

    @Test
    void a_count_of_changes_never_goes_back_within_its_epoch() {
        presence.joined("n1", 1);
        presence.changed("n1", new ChangeCount("e1", 5));
        presence.changed("n1", new ChangeCount("e1", 4));
        assertThat(presence.changes("n1")).contains(new ChangeCount("e1", 5));
        presence.changed("n1", new ChangeCount("e2", 1));
        assertThat(presence.changes("n1")).contains(new ChangeCount("e2", 1));
        presence.left(1);
        assertThat(presence.changes("n1")).isEmpty();
    }

    @Test
    void what_is_no_heartbeat_is_refused() {
        assertThat(Heartbeat.read(null)).isEmpty();
        assertThat(Heartbeat.read("beat")).isEmpty();
        assertThat(Heartbeat.read(Map.of("seq", "1", "timestamp", 5L))).isEmpty();
        assertThat(Heartbeat.read(Map.of("seq", 1L))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plant", "plant-1", "a.b@c_d", "Werk3"})
    void good_names_of_realms_are_accepted(String name) {
        assertThat(RealmNames.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "1plant", "Bad Name!", "crossbar.x", "com.crossbario.fabric", "wamp", "remote", "arealm.x"
            })
    void bad_and_reserved_names_of_realms_are_refused(String name) {
        assertThat(RealmNames.problemWith(name)).isPresent();
    }
}
