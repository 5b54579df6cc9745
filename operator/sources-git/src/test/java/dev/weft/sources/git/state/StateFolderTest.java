package dev.weft.sources.git.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.sources.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void what_was_applied_is_there_the_next_time() throws IOException {
        Path place = folder.resolve("a/b");
        try (StateFolder state = StateFolder.open(place, "url main .")) {
            assertThat(state.last()).isEmpty();
            state.add(applied(1));
            state.add(applied(2));
            state.add(applied(2));
        }
        try (StateFolder state = StateFolder.open(place, "url main .")) {
            assertThat(state.history()).containsExactly(applied(1), applied(2));
            assertThat(state.last()).contains(applied(2));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
    }

    @Test
    void only_the_last_hundred_are_kept() {
        try (StateFolder state = StateFolder.open(folder, "s")) {
            for (int i = 0; i < 105; i++) {
                state.add(applied(i));
            }
            assertThat(state.history()).hasSize(100).contains(applied(104)).doesNotContain(applied(4));
        }
    }

    @Test
    void a_second_process_is_told_about_the_first() {
        StateFolder first = StateFolder.open(folder, "s");
        assertThatThrownBy(() -> StateFolder.open(folder, "s"))
                .isInstanceOf(GitFailure.class)
                .hasMessageContaining("another process follows the same repository");
        first.close();
        StateFolder.open(folder, "s").close();
    }

    @Test
    void a_folder_serves_one_source_and_a_damaged_one_is_not_guessed_at() throws IOException {
        try (StateFolder state = StateFolder.open(folder, "one main .")) {
            state.add(applied(1));
        }
        assertThatThrownBy(() -> StateFolder.open(folder, "two main ."))
                .hasMessageContaining("is for another source: one main .");

        Files.writeString(folder.resolve("applied"), "weft-applied-1 one main .\nsomething\n");
        assertThatThrownBy(() -> StateFolder.open(folder, "one main .")).hasMessageContaining("is damaged");
    }

    private static Applied applied(int number) {
        return new Applied(NOON.plusSeconds(number), "%040x".formatted(number), "subject " + number);
    }
}
