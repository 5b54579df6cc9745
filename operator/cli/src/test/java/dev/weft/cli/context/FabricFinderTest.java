package dev.weft.cli.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.Surroundings;
import dev.weft.cli.terminal.Colour;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricFinderTest {

    @TempDir
    Path folder;

    @Test
    void without_a_word_it_is_the_default_of_crossbar() {
        FabricTarget target =
                finder(folder, Map.of("HOME", "/home/x")).find(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(target)
                .isEqualTo(new FabricTarget(
                        "ws://127.0.0.1:9000/ws",
                        Path.of("/home/x/.crossbar/default.priv"),
                        Optional.empty(),
                        "the default",
                        FabricFinder.START_ONE));
    }

    @Test
    void the_fabric_of_weft_up_is_found_from_folders_below() throws IOException {
        ContextFile context =
                new ContextFile("ws://127.0.0.1:4711/ws", Path.of("/data/superuser.priv"), 1, Path.of("/data"));
        context.write(ContextFile.in(folder));
        Path below = Files.createDirectories(folder.resolve("a/b"));

        FabricTarget target = finder(below, Map.of()).find(Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(ContextFile.read(ContextFile.in(folder))).isEqualTo(context);
        assertThat(target.url()).isEqualTo("ws://127.0.0.1:4711/ws");
        assertThat(target.keyFile()).isEqualTo(Path.of("/data/superuser.priv"));
        assertThat(target.origin()).endsWith(".weft/context.json");
    }

    @Test
    void who_runs_a_weft_up_is_not_told_to_start_another() throws IOException {
        long pid = ProcessHandle.current().pid();
        new ContextFile("ws://file/ws", Path.of("/key"), pid, Path.of("/data")).write(ContextFile.in(folder));
        FabricFinder finder = finder(folder, Map.of("HOME", "/home/x"));

        assertThat(finder.find(Optional.empty(), Optional.empty(), Optional.empty())
                        .remedy())
                .contains("'weft up' (process " + pid + ") starts its master again", "/data/logs/master.log");
        assertThat(finder.find(Optional.of("ws://other/ws"), Optional.empty(), Optional.empty())
                        .remedy())
                .isEqualTo(FabricFinder.START_ONE);
    }

    @Test
    void an_option_beats_the_environment_beats_the_file() throws IOException {
        new ContextFile("ws://file/ws", Path.of("/key"), 1, Path.of("/data")).write(ContextFile.in(folder));
        FabricFinder finder = finder(folder, Map.of("CROSSBAR_FABRIC_URL", "ws://variable/ws", "HOME", "/home/x"));

        assertThat(finder.find(Optional.empty(), Optional.empty(), Optional.empty())
                        .url())
                .isEqualTo("ws://variable/ws");
        assertThat(finder.find(Optional.empty(), Optional.empty(), Optional.empty())
                        .keyFile())
                .isEqualTo(Path.of("/home/x/.crossbar/default.priv"));
        assertThat(finder.find(Optional.of("ws://file/ws"), Optional.empty(), Optional.empty())
                        .keyFile())
                .isEqualTo(Path.of("/key"));
        assertThat(finder.find(
                        Optional.of("ws://option/ws"), Optional.of(Path.of("k")), Optional.of(Path.of("ca.crt"))))
                .isEqualTo(new FabricTarget(
                        "ws://option/ws",
                        Path.of("k"),
                        Optional.of(Path.of("ca.crt")),
                        "--fabric-url",
                        FabricFinder.START_ONE));
    }

    @Test
    void what_is_no_url_is_refused_with_its_origin() {
        assertThatThrownBy(() -> finder(folder, Map.of("CROSSBAR_FABRIC_URL", "localhost"))
                        .find(Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("'localhost' (from CROSSBAR_FABRIC_URL)");
    }

    @Test
    void a_damaged_context_file_is_told() throws IOException {
        Files.createDirectories(folder.resolve(".weft"));
        Files.writeString(folder.resolve(".weft/context.json"), "{\"url\": 1");

        assertThatThrownBy(() -> finder(folder, Map.of()).find(Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("context.json is damaged");
    }

    private static FabricFinder finder(Path folder, Map<String, String> environment) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new FabricFinder(
                new Surroundings(nowhere, nowhere, InputStream.nullInputStream(), folder, environment, Colour.NEVER));
    }
}
