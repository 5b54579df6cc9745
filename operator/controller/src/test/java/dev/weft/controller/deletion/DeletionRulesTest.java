package dev.weft.controller.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.deletion.DeletionRules.Case;
import dev.weft.controller.deletion.DeletionStage.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionRulesTest {

    private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");

    private final DeletionRules rules = new DeletionRules(DeletionRules.Limits.DEFAULT);

    @Test
    void it_waits_a_moment_for_others_that_are_deleted_in_the_same_breath() {
        assertThat(stage(plain(), 1).step()).isEqualTo(Step.SETTLING);
        assertThat(stage(plain(), 3).step()).isEqualTo(Step.WORKING);
    }

    @Test
    void many_are_held_until_they_are_confirmed_also_when_the_others_are_forgotten() {
        Case many = new Case(SEEN, false, false, false, false, Optional.of("3 of 4 …"), Optional.of("left"));
        assertThat(stage(many, 3).step()).isEqualTo(Step.HELD);
        assertThat(stage(many, 3).message()).contains("3 of 4").contains("confirm-deletion");
        Case later = new Case(SEEN, false, false, true, false, Optional.empty(), Optional.of("left"));
        assertThat(stage(later, 100_000).step()).isEqualTo(Step.HELD);
        assertThat(stage(later, 0).step())
                .as("right after a restart, when nothing else is known")
                .isEqualTo(Step.HELD);
        Case confirmed = new Case(SEEN, true, false, true, false, Optional.of("3 of 4 …"), Optional.of("left"));
        assertThat(stage(confirmed, 3).step()).isEqualTo(Step.WORKING);
    }

    @Test
    void what_has_begun_is_not_held_any_more() {
        Case begun = new Case(SEEN, false, false, false, true, Optional.of("3 of 4 …"), Optional.of("left"));
        assertThat(stage(begun, 3).step()).isEqualTo(Step.WORKING);
    }

    @Test
    void after_the_deadline_it_says_what_is_in_the_way_and_how_to_let_go() {
        DeletionStage blocked = stage(plain(), 601);
        assertThat(blocked.step()).isEqualTo(Step.BLOCKED);
        assertThat(blocked.message()).contains("10 minutes").contains("left").contains("weft.dev/abandon");
    }

    @Test
    void abandoned_or_with_nothing_left_it_is_done() {
        Case abandoned = new Case(SEEN, false, true, true, false, Optional.of("3 of 4 …"), Optional.of("left"));
        assertThat(stage(abandoned, 0).step()).isEqualTo(Step.DONE);
        Case empty = new Case(SEEN, false, false, false, true, Optional.empty(), Optional.empty());
        assertThat(stage(empty, 3).step()).isEqualTo(Step.DONE);
    }

    @Test
    void many_is_a_tenth_and_at_least_three() {
        assertThat(rules.many("NodeLayout", 2, 2)).isEmpty();
        assertThat(rules.many("NodeLayout", 3, 30)).isEmpty();
        assertThat(rules.many("NodeLayout", 3, 29)).isPresent();
        assertThat(rules.many("NodeLayout", 10, 100)).isEmpty();
        assertThat(rules.many("NodeLayout", 11, 100)).get().asString().contains("11 of 100");
    }

    private static Case plain() {
        return new Case(SEEN, false, false, false, false, Optional.empty(), Optional.of("left"));
    }

    private DeletionStage stage(Case of, long seconds) {
        return rules.stage(of, SEEN.plus(Duration.ofSeconds(seconds)));
    }
}
