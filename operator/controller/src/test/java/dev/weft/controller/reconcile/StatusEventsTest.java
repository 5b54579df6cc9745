package dev.weft.controller.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.fleet.FleetListener.Told;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusEventsTest {

    @Test
    void trouble_is_told_once() {
        WeftStatus stalled = status(condition(Condition.STALLED, "True", "Invalid"));
        assertThat(StatusEvents.between(null, stalled)).extracting(Told::reason).containsExactly("Invalid");
        assertThat(StatusEvents.between(stalled, stalled)).isEmpty();
    }

    @Test
    void a_node_that_goes_and_comes_is_told_but_not_one_that_is_seen_for_the_first_time() {
        WeftStatus online = status(condition(Condition.ONLINE, "True", "Uplink"));
        WeftStatus offline = status(condition(Condition.ONLINE, "False", "NoUplink"));
        assertThat(StatusEvents.between(null, online)).isEmpty();
        assertThat(StatusEvents.between(online, offline))
                .extracting(Told::reason)
                .containsExactly("NodeOffline");
        assertThat(StatusEvents.between(offline, online))
                .extracting(Told::reason)
                .containsExactly("NodeOnline");
    }

    @Test
    void a_held_deletion_is_told_by_its_own_name() {
        WeftStatus held = status(condition(Condition.DELETION_HELD, "True", "ManyAtOnce"));
        assertThat(StatusEvents.between(WeftStatus.EMPTY, held))
                .extracting(Told::reason)
                .containsExactly("DeletionHeld");
    }

    private static Condition condition(String type, String status, String reason) {
        return new Condition(type, status, 1L, "2026-01-01T00:00:00Z", reason, "because");
    }

    private static WeftStatus status(Condition condition) {
        return new WeftStatus(1L, List.of(condition), null, null, null, null, null, null, null, null, null);
    }
}
