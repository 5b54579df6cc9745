package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are declared and not there, and keys that are not the paired ones. */
class AwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void work_for_a_node_that_is_away_is_deferred_and_the_text_says_since_when_and_what_to_do() {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            String documents = site.documents().toString();
            await().atMost(PATIENCE)
                    .until(() -> fabric.onFabric("reconcile", "--require-online", "-f", documents)
                                    .status()
                            == 0);
            fabric.killNode("edge1");
            InProcess weft = new InProcess(folder);
            String[] dryRun = {"reconcile", "--dry-run", "-f", documents, "--fabric-url", fabric.url(), "--key", key()};
            await().atMost(PATIENCE).until(() -> weft.run(dryRun).out().contains("is offline"));

            LocalFabric.Finished patient = fabric.onFabric("reconcile", "-f", documents);
            patient.requireStatus(0);
            assertThat(patient.out())
                    .containsPattern("Deferred: node plant/edge1 is offline \\(last seen \\d{4}-\\d\\d-\\d\\dT.*\\)")
                    .contains("Start the node, or mend its uplink");
            fabric.onFabric("reconcile", "--require-online", "-f", documents).requireStatus(3);
        }
    }

    @Test
    void a_node_that_never_came_is_deferred_too() throws IOException {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            String first = fabric.nodeKey("edge1");
            Path file = write(first, "edge1");

            fabric.onFabric("reconcile", "--require-online", "-f", file.toString())
                    .requireStatus(0);
            assertThat(fabric.onFabric("reconcile", "--dry-run", "-f", file.toString())
                            .requireStatus(0)
                            .out())
                    .contains("plant/edge1 is offline");
            fabric.onFabric("reconcile", "--require-online", "-f", file.toString())
                    .requireStatus(3);

            String another = write(fabric.nodeKey("edge2"), "edge1").toString();
            assertThat(fabric.onFabric("reconcile", "--dry-run", "-f", another)
                            .requireStatus(2)
                            .out())
                    .contains("has another key: paired anew", "publicKey", "nodes.yaml:8:");

            String taken = write(first, "edge9").toString();
            assertThat(fabric.onFabric("reconcile", "--dry-run", "-f", taken).out())
                    .contains("plant/edge9  its key is paired already, as node plant/edge1", "nodes.yaml:8:");
            fabric.onFabric("reconcile", "-f", taken).requireStatus(4);
        }
    }

    @Test
    void a_retired_node_is_emptied_and_unpaired_by_one_plan_and_the_next_is_empty() throws IOException {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            String documents = site.documents().toString();
            await().atMost(PATIENCE)
                    .until(() -> fabric.onFabric("reconcile", "--require-online", "-f", documents)
                                    .status()
                            == 0);
            Path nodes = site.documents().resolve("nodes.yaml");
            Files.writeString(
                    nodes, Files.readString(nodes).replace("{mrealm: plant,", "{mrealm: plant, lifecycle: Retired,"));

            assertThat(fabric.onFabric("reconcile", "-f", documents)
                            .requireStatus(0)
                            .out())
                    .contains("- plant/edge1  is retired", "- plant/edge1/worker/router1");
            assertThat(fabric.onFabric("call", "crossbarfabriccenter.mrealm.get_nodes", "--realm", "plant")
                            .requireStatus(0)
                            .out())
                    .doesNotContain("edge1");
            assertThat(site.answers("edge1")).isFalse();
            assertThat(fabric.onFabric("reconcile", "--dry-run", "-f", documents)
                            .requireStatus(0)
                            .out())
                    .contains("Nothing to do");
        }
    }

    private String key() {
        return folder.resolve("admin.priv").toString();
    }

    private Path write(String publicKey, String name) throws IOException {
        return Files.writeString(folder.resolve("nodes.yaml"), """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: %s}
                spec: {mrealm: plant, publicKey: %s}
                """.formatted(name, publicKey));
    }
}
