package dev.weft.controller.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.controller.status.StatusDraft.Weight;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusDraftTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void the_same_said_again_is_equal_so_that_nobody_writes_it() {
        WeftStatus before = draft(1, Condition.TRUE, "Applied", Weight.FIRM).over(null, THEN);
        assertThat(draft(1, Condition.TRUE, "Applied", Weight.FIRM).over(before, NOW))
                .isEqualTo(before);
    }

    @Test
    void the_time_of_a_transition_is_that_of_the_status_not_of_the_reason() {
        WeftStatus before = draft(1, Condition.FALSE, "Applying", Weight.FIRM).over(null, THEN);
        WeftStatus reason =
                draft(1, Condition.FALSE, "ApplyFailed", Weight.FIRM).over(before, NOW);
        assertThat(reason.condition(Condition.READY).orElseThrow().lastTransitionTime())
                .isEqualTo(THEN.toString());
        WeftStatus status = draft(1, Condition.TRUE, "Applied", Weight.FIRM).over(before, NOW);
        assertThat(status.condition(Condition.READY).orElseThrow().lastTransitionTime())
                .isEqualTo(NOW.toString());
    }

    @Test
    void what_is_only_provisional_changes_nothing_that_was_said_about_this_generation() {
        WeftStatus before = draft(1, Condition.TRUE, "Applied", Weight.FIRM).over(null, THEN);
        assertThat(draft(1, Condition.UNKNOWN, "Planning", Weight.PROVISIONAL).over(before, NOW))
                .as("a restart of the operator")
                .isEqualTo(before);
        assertThat(draft(2, Condition.UNKNOWN, "Planning", Weight.PROVISIONAL).over(before, NOW))
                .as("an edit")
                .isNotEqualTo(before);
    }

    @Test
    void two_parts_are_ready_only_when_both_are_and_each_says_why_not() {
        StatusDraft fleet = draft(1, Condition.TRUE, "Applied", Weight.FIRM);
        StatusDraft pod = draft(0, Condition.FALSE, "ImagePullFailed", Weight.FIRM);

        assertThat(ready(fleet.and(pod)).reason()).isEqualTo("ImagePullFailed");
        assertThat(ready(pod.and(fleet)).reason()).isEqualTo("ImagePullFailed");
        assertThat(ready(fleet.and(draft(0, Condition.UNKNOWN, "Starting", Weight.FIRM)))
                        .isTrue())
                .as("what may take a moment takes nothing away")
                .isTrue();
        Condition both =
                ready(draft(1, Condition.FALSE, "NodeOffline", Weight.FIRM).and(pod));
        assertThat(both.reason()).isEqualTo("NodeOffline");
        assertThat(both.message()).isEqualTo("because; because");
        assertThat(fleet.and(StatusDraft.NOTHING)).isEqualTo(fleet);
        assertThat(fleet.and(pod).generation()).isEqualTo(1);
    }

    private static Condition ready(StatusDraft draft) {
        return draft.conditions().stream()
                .filter(each -> each.type().equals(Condition.READY))
                .findFirst()
                .orElseThrow();
    }

    private static StatusDraft draft(long generation, String ready, String reason, Weight weight) {
        return new StatusDraft(
                generation, new Conditions().ready(ready, reason, "because").list(), Details.NONE, weight);
    }
}
