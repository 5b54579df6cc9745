package dev.weft.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
    void its_text_holds_no_environment() {
        assertThat(new WorkerCommand(WorkerCommand.java("a.Main", null, "t"), OWN).toString())
                .doesNotContain("SECRET");
    }
}
