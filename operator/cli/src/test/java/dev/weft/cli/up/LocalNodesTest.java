package dev.weft.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.context.ContextFile;
import dev.weft.cli.key.KeyFile;
import dev.weft.engine.path.NodeKey;
import dev.weft.sources.yaml.FleetDocuments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNodesTest {

    private static final String NOW = "2026-01-01T00:00:00.000Z";
    private static final String KEY = "ab".repeat(32);
    private static final NodeKey EDGE1 = new NodeKey("plant-a", "edge1");

    @TempDir
    Path working;

    private Path documents;

    @BeforeEach
    void writeFolder() throws IOException {
        documents = Files.createDirectories(working.resolve("fleet"));
        Files.createDirectories(documents.resolve("web"));
        Files.createDirectories(documents.resolve(".git"));
    }

    @Test
    void nodes_without_a_key_get_one_and_keep_it() {
        FleetDocuments fleet = fleet(node("plant-a", "edge1", ""));

        LocalNodes first = prepare(fleet);
        LocalNodes second = prepare(fleet);

        String publicKey =
                KeyFile.read(folder().node("edge1").resolve("key.priv")).publicKeyHex();
        assertThat(first.nodes()).containsExactly(org.assertj.core.api.Assertions.entry(EDGE1, "edge1"));
        assertThat(first.documents()).isEqualTo(second.documents());
        assertThat(fleet.with(first.documents())
                        .desired()
                        .orElseThrow()
                        .node(EDGE1)
                        .orElseThrow()
                        .publicKey())
                .contains(publicKey);
    }

    @Test
    void a_node_whose_document_has_a_key_is_somebody_elses() {
        LocalNodes nodes = prepare(fleet(node("plant-a", "edge1", ", publicKey: \"" + KEY + "\"")));

        assertThat(nodes.nodes()).isEmpty();
        assertThat(nodes.elsewhere()).containsExactly(EDGE1);
        assertThat(folder().node("edge1")).doesNotExist();
    }

    @Test
    void folders_beside_the_documents_are_linked_into_the_nodes_folder() throws IOException {
        prepare(fleet(node("plant-a", "edge1", "")));
        Files.writeString(documents.resolve("web/index.html"), "hello");

        assertThat(folder().node("edge1").resolve("web/index.html")).hasContent("hello");
        assertThat(folder().node("edge1").resolve(".git")).doesNotExist();
    }

    @Test
    void nodes_of_one_name_in_two_realms_get_folders_of_their_own() {
        LocalNodes nodes = prepare(fleet(node("plant-a", "edge1", "") + "---\n"
                + node("plant-b", "edge1", "")
                        .replace("name: edge1", "name: other, labels: {}")
                        .replace("mrealm: plant-b", "mrealm: plant-b, authid: edge1")));

        assertThat(nodes.nodes().values()).containsExactly("plant-a.edge1", "plant-b.edge1");
    }

    @Test
    void one_weft_up_at_a_time_uses_a_folder_and_a_working_directory() throws IOException {
        try (UpFolder one = folder()) {
            one.claim();
            assertThatThrownBy(() -> folder().claim()).hasMessageContaining("in use by another 'weft up'");
        }
        Path elsewhere = working.resolve("elsewhere");
        new ContextFile("ws://x/ws", Path.of("/k"), 1, elsewhere).write(ContextFile.in(working));
        try (UpFolder other = UpFolder.of(Optional.of(elsewhere), documents, working.resolve("other"))) {
            other.claim();
            assertThatThrownBy(() -> folder().claim())
                    .hasMessageContainingAll("another 'weft up' (process 1)", elsewhere.toString());
        }
    }

    @Test
    void what_a_weft_up_left_behind_that_was_killed_holds_up_nobody() throws IOException {
        new ContextFile("ws://x/ws", Path.of("/k"), 1, working.resolve("elsewhere")).write(ContextFile.in(working));
        try (UpFolder again = folder()) {
            assertThatCode(again::claim).doesNotThrowAnyException();
        }
    }

    @Test
    void its_data_is_named_after_the_documents() {
        assertThat(folder().shown()).isEqualTo(".weft/up/fleet");
        assertThat(UpFolder.of(Optional.of(Path.of("/data/x")), documents, working)
                        .shown())
                .isEqualTo("/data/x");
    }

    private LocalNodes prepare(FleetDocuments fleet) {
        return LocalNodes.prepare(fleet.documents(), folder(), documents, NOW);
    }

    private UpFolder folder() {
        return UpFolder.of(Optional.empty(), documents, working);
    }

    private static FleetDocuments fleet(String nodes) {
        String realms = "";
        for (String realm : List.of("plant-a", "plant-b")) {
            realms += "{apiVersion: weft.dev/v1alpha1, kind: ManagementRealm, metadata: {name: " + realm + "}}\n---\n";
        }
        byte[] text = (realms + nodes).getBytes(StandardCharsets.UTF_8);
        FleetDocuments fleet = FleetDocuments.load(List.of("-"), new ByteArrayInputStream(text));
        assertThat(fleet.findings()).isEmpty();
        return fleet;
    }

    private static String node(String mrealm, String name, String more) {
        return "{apiVersion: weft.dev/v1alpha1, kind: FabricNode, metadata: {name: " + name + "}, spec: {mrealm: "
                + mrealm + more + "}}\n";
    }
}
