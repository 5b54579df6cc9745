package dev.weft.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {

    private static final Map<String, String> OWN =
            Map.of("PATH", "/bin", "SECRET", "s", "WANTED", "w", "MALLOC_ARENA_MAX", "4");

    @Test
    void inherits_what_it_was_told_to() {
        assertThat(WorkerCommand.environment(OWN, null, Map.of())).isEqualTo(OWN);
        assertThat(WorkerCommand.environment(OWN, Set.of("WANTED"), Map.of("MORE", "m")))
                .isEqualTo(Map.of("PATH", "/bin", "WANTED", "w", "MORE", "m", "MALLOC_ARENA_MAX", "2"));
        assertThat(WorkerCommand.environment(OWN, Set.of(), Map.of()))
                .isEqualTo(Map.of("PATH", "/bin", "MALLOC_ARENA_MAX", "2"));
    }

    @Test
    void the_command_line_names_main_class_and_heap() {
        assertThat(WorkerCommand.java("a.Main", 64, "title")).contains("-Xmx64m", "a.Main", "title");
        assertThat(WorkerCommand.java("a.Main", null, "title")).contains("-Xmx256m");
    }

    @Test
    void the_young_generation_fits_into_the_smallest_heap() throws Exception {
        List<String> command = new ArrayList<>(WorkerCommand.java("-version", 32, "title"));
        command.subList(command.indexOf("-cp"), command.size()).clear();
        command.add("-version");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).doesNotContainIgnoringCase("warning");
    }

    @Test
    void uses_an_archive_that_exists(@TempDir Path folder) throws IOException {
        Path archive = Files.createFile(folder.resolve("worker.jsa"));
        assertThat(WorkerCommand.archive("", archive.toString())).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void does_without_an_archive_that_does_not_exist(@TempDir Path folder) {
        assertThat(WorkerCommand.archive("", folder.resolve("worker.jsa").toString()))
                .isEmpty();
        assertThat(WorkerCommand.archive("", "")).isEmpty();
    }

    @Test
    void makes_an_archive_once_and_uses_none_meanwhile(@TempDir Path folder) throws IOException {
        Path made = Files.createFile(folder.resolve("worker.jsa"));
        Path next = folder.resolve("worker.jsa.next");
        assertThat(WorkerCommand.archive(next.toString(), made.toString()))
                .contains("-XX:ArchiveClassesAtExit=" + next)
                .noneMatch(option -> option.contains("SharedArchiveFile"));
        Files.createFile(next);
        assertThat(WorkerCommand.archive(next.toString(), made.toString())).isEmpty();
    }

    @Test
    void its_text_holds_no_environment() {
        assertThat(new WorkerCommand(WorkerCommand.java("a.Main", null, "t"), OWN).toString())
                .doesNotContain("SECRET");
    }
}
