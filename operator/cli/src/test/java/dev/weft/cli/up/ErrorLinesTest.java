package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorLinesTest {

    private final List<String> told = new ArrayList<>();
    private long nanos = -7;
    private final ErrorLines errors = new ErrorLines(Path.of("/logs/node.log"), () -> nanos, told::add);

    @Test
    void errors_are_told_as_what_they_say_and_nothing_else_is() {
        errors.onLine("10:00:00.000 INFO  d.w.n.c.WorkerTable worker router1 is started (process 7)");
        errors.onLine("10:00:01.000 WARN  d.w.n.c.WorkerTable worker router1: slow");
        errors.onLine("10:00:02.000 ERROR d.w.n.c.WorkerTable worker router1 died with exit code 137 (signal 9)");
        errors.onLine("  10:00:01 an ERROR in its last lines");
        errors.onLine("node in /data ERROR x y");

        assertThat(told).containsExactly("worker router1 died with exit code 137 (signal 9)");
    }

    @Test
    void of_many_only_the_first_of_each_minute_are_told() {
        for (int minute = 1; minute <= 2; minute++) {
            for (int i = 1; i <= 30; i++) {
                errors.onLine("10:00:00.000 ERROR d.w.X failed " + i);
            }
            assertThat(told).hasSize(11 * minute);
            assertThat(told.get(told.size() - 1)).isEqualTo("more errors within a minute: see /logs/node.log");
            nanos += 60_000_000_000L;
        }
    }
}
