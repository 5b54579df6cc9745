package dev.weft.fabric.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.store.Database;
import dev.weft.fabric.store.FabricNode;
import dev.weft.fabric.store.ManagementRealm;
import dev.weft.fabric.store.ManagementRealms;
import dev.weft.fabric.store.Nodes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityIT {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "killed after {0} acknowledgements")
    @ValueSource(ints = {1, 17, 150})
    void what_was_acknowledged_before_a_kill_is_there_after_it(int acknowledgements) throws Exception {
        Map<String, String> acknowledged = new LinkedHashMap<>();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamOfCreates.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            while (acknowledged.size() < acknowledgements) {
                remember(lines.readLine(), acknowledged);
            }
            process.destroyForcibly();
            readTheRest(lines, acknowledged);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        try (Database database = Database.open(folder)) {
            List<ManagementRealm> realms = database.write(ManagementRealms::all).get();
            List<FabricNode> nodes = database.write(Nodes::all).get();
            assertThat(realms).extracting(ManagementRealm::name).containsAll(acknowledged.keySet());
            assertThat(nodes).extracting(FabricNode::oid).containsAll(acknowledged.values());
            assertThat(nodes)
                    .allSatisfy(node ->
                            assertThat(realms).anyMatch(realm -> realm.oid().equals(node.mrealmOid())));
        }
    }

    /** What was still in the pipe was acknowledged, too. */
    private static void readTheRest(BufferedReader lines, Map<String, String> acknowledged) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.indexOf(' ') > 0 && line.length() > 36) {
                    remember(line, acknowledged);
                }
            }
        } catch (IOException brokenPipe) {
            // The process is gone.
        }
    }

    private static void remember(String line, Map<String, String> acknowledged) {
        assertThat(line).isNotNull().doesNotStartWith("failed");
        String[] words = line.split(" ");
        if (words.length == 2 && words[1].length() == 36) {
            acknowledged.put(words[0], words[1]);
        }
    }
}
