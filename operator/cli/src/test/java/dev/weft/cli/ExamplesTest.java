package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.CommandLineProbe.Result;
import dev.weft.model.Kinds;
import dev.weft.model.spec.FabricSpec;
import dev.weft.model.spec.SpecReader;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents in {@code examples/} are right, and mean what is written down here. */
class ExamplesTest {

    private static final Path EXAMPLES =
            Path.of("../../examples").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void the_quickstart_is_valid() {
        Result result =
                weft().run("validate", "-f", EXAMPLES.resolve("quickstart").toString());

        assertThat(result.out()).isEqualTo("valid: 4 documents in 3 files\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void what_is_for_kubernetes_is_valid() {
        Result result =
                weft().run("validate", "-f", EXAMPLES.resolve("kubernetes").toString());

        assertThat(result.out()).endsWith("valid: 4 documents in 2 files\n").doesNotContain(": error: ");
        assertThat(result.status()).isZero();
        // That command only passes by what governs documents.
        String file = EXAMPLES.resolve("kubernetes/fabric.yaml").toString();
        SpecReader.SpecRead<FabricSpec> fabric = SpecReader.read(
                FleetDocuments.load(List.of(file), InputStream.nullInputStream())
                        .documents()
                        .get(0),
                Kinds.FABRIC,
                FabricSpec.class);
        assertThat(fabric.findings()).isEmpty();
        assertThat(fabric.spec().orElseThrow().allowedNamespaces()).containsExactly("plant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge1", "edge2"})
    void what_a_node_of_the_quickstart_gets_is_known(String node) throws IOException {
        Result result =
                weft().run("render", node, "-f", EXAMPLES.resolve("quickstart").toString());

        assertThat(result.status()).isZero();
        assertThat(result.out().replace(EXAMPLES + "/", "")).isEqualTo(golden(node + ".yaml"));
    }

    @Test
    void what_is_rendered_can_be_read_again() throws IOException {
        Result rendered = weft().run(
                        "render", "edge1", "-f", EXAMPLES.resolve("quickstart").toString());
        String indented = rendered.out().lines().map(line -> "  " + line + "\n").reduce("", String::concat);
        Files.writeString(
                folder.resolve("again.yaml"),
                "apiVersion: weft.dev/v1alpha1\nkind: FabricNode\nmetadata: {name: edge1}\nspec:\n  mrealm: plant-a\n"
                        + indented
                        + "---\n{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: plant-a}}\n");

        Result again =
                weft().run("render", "edge1", "-f", folder.resolve("again.yaml").toString());

        assertThat(again.err()).isEmpty();
        assertThat(bare(again.out())).isEqualTo(bare(rendered.out()));
    }

    private CommandLineProbe weft() {
        return new CommandLineProbe(folder);
    }

    private static String bare(String yaml) {
        return yaml.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("\\s+# .*", "") + "\n")
                .reduce("", String::concat);
    }

    private static String golden(String name) throws IOException {
        try (var stream = Objects.requireNonNull(ExamplesTest.class.getResourceAsStream("/quickstart/" + name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
