package dev.weft.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InterruptsTest {

    @Test
    void listeners_run_once_however_late_they_come() throws InterruptedException {
        AtomicInteger early = new AtomicInteger();
        AtomicInteger late = new AtomicInteger();
        Interrupts interrupts = Interrupts.none();

        interrupts.onFirst(early::incrementAndGet);
        assertThat(interrupts.isRaised()).isFalse();
        interrupts.raise();
        interrupts.onFirst(late::incrementAndGet);
        interrupts.raise();

        interrupts.await();
        assertThat(early).hasValue(1);
        assertThat(late).hasValue(1);
    }
}
