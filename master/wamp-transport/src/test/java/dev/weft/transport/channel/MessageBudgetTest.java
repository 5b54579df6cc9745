package dev.weft.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageBudgetTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void what_was_not_used_for_two_seconds_may_be_used_at_once() {
        MessageBudget budget = new MessageBudget(100, 0);
        assertThat(budget.spend(200, 0)).isZero();
        assertThat(budget.spend(50, 0)).isEqualTo(SECOND / 2);
        assertThat(budget.spend(0, SECOND / 2)).isZero();
        assertThat(budget.spend(300, 100 * SECOND)).isEqualTo(SECOND);
    }
}
