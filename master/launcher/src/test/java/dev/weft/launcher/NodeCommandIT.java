package dev.weft.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCommandIT {

    @TempDir
    Path folder;

    @Test
    void a_node_says_where_it_lives_and_who_it_is_and_ends_cleanly_on_sigterm() throws Exception {
        Process process = TestMain.start("node", "--cbdir", folder.toString());
        try {
            BufferedReader out = process.inputReader();
            assertThat(out.readLine()).isEqualTo("node in " + folder);
            assertThat(out.readLine()).matches("public key [0-9a-f]{64}");
            Process second = TestMain.start("node", "--cbdir", folder.toString());
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("weft node: ")
                    .contains(folder.toString());
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
