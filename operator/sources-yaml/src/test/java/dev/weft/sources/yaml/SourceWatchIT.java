package dev.weft.sources.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.model.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the file system's own events. */
class SourceWatchIT {

    @TempDir
    Path folder;

    private final YamlSource source = YamlSource.withStream(InputStream.nullInputStream());
    private final List<List<String>> seen = new CopyOnWriteArrayList<>();
    private SourceWatch<List<String>> watch;

    @BeforeEach
    void follow() throws IOException {
        write("a.yaml", "a");
        List<String> locations = List.of(folder.toString());
        watch = SourceWatch.start(
                new SourceWatch.Followed<>(
                        List.of(folder),
                        () -> source.digest(locations),
                        () -> source.load(locations).documents().stream()
                                .map(Document::name)
                                .toList()),
                source.digest(locations),
                seen::add);
    }

    @AfterEach
    void end() {
        watch.close();
    }

    @Test
    void edits_new_files_new_folders_and_removals_are_seen() throws IOException {
        write("a.yaml", "edited");
        awaitLast("edited");
        write("b.yaml", "b");
        awaitLast("edited", "b");
        write("deep/er/c.yaml", "c");
        awaitLast("edited", "b", "c");
        write("deep/er/c.yaml", "d");
        awaitLast("edited", "b", "d");
        Files.delete(folder.resolve("b.yaml"));
        awaitLast("edited", "d");
    }

    @Test
    void an_editor_that_replaces_the_file_is_seen() throws IOException {
        write(".a.yaml.swp", "replaced");
        Files.move(
                folder.resolve(".a.yaml.swp"),
                folder.resolve("a.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        awaitLast("replaced");
        assertThat(seen).hasSize(1);
    }

    private void awaitLast(String... names) {
        await().untilAsserted(() -> {
            assertThat(seen).isNotEmpty();
            assertThat(seen.get(seen.size() - 1)).containsExactly(names);
        });
    }

    private void write(String name, String document) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: " + document + "}\n");
    }
}
