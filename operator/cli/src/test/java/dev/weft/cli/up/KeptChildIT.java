package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that ends by itself stands for a master or a node. */
class KeptChildIT {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void who_ends_is_told_with_time_status_and_last_lines_and_started_again() {
        KeptChild child = start("no-command");

        awaitTask(1);
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("12:00:00 edge1 ended with status 64; it is started again in 1 s; its last lines:\n")
                .contains("no-command", folder.resolve("edge1.log").toString());
        long first = child.pid();
        tasks.remove().run();
        assertThat(child.pid()).isNotEqualTo(first);
        assertThat(lines).contains("12:00:00 edge1 is started again (process " + child.pid() + ")");
        awaitTask(1);
        assertThat(lines).anyMatch(line -> line.contains("it is started again in 2 s"));
        child.askToEnd();
        tasks.remove().run();
        assertThat(lines).as("not any more").hasSize(3);
        child.awaitEnd();
    }

    @Test
    void who_fails_five_times_in_a_row_needs_somebody() {
        KeptChild child = start("no-command");
        for (int i = 1; i < 5; i++) {
            awaitTask(1);
            assertThat(lines).noneMatch(line -> line.contains("in a row"));
            tasks.remove().run();
        }
        awaitTask(1);
        assertThat(lines)
                .filteredOn(line -> line.contains("in a row"))
                .singleElement()
                .asString()
                .contains("edge1 failed 5 times in a row. Mend what its last lines say");
        child.askToEnd();
        child.awaitEnd();
    }

    @Test
    void nobody_is_started_when_everything_ends() {
        over.set(true);
        KeptChild child = start("version");

        child.askToEnd();
        child.awaitEnd();

        assertThat(lines).isEmpty();
        assertThat(tasks).isEmpty();
    }

    private KeptChild start(String command) {
        return KeptChild.start(
                new ChildProcess.Start("edge1", List.of(command), Map.of(), "never"),
                folder.resolve("edge1.log"),
                new KeptChild.Keeping((pause, task) -> tasks.add(task), over::get, NOON, lines::add));
    }

    private void awaitTask(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> tasks.size() == count);
    }
}
