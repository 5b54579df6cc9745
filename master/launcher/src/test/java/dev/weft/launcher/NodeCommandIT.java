package dev.weft.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
            assertThat(out.readLine())
                    .contains("WARN", "there is no " + folder + "/config.json, and no master is named");
            assertThat(out.readLine()).isEqualTo("node in " + folder);
            assertThat(out.readLine()).matches("public key [0-9a-f]{64}");
            assertThat(out.readLine()).startsWith("no master is configured: ").contains("--master URL");
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

    @Test
    void a_node_says_which_master_it_was_given() throws Exception {
        Process process = TestMain.start("node", "--cbdir", folder.toString(), "--master", "ws://127.0.0.1:1/ws");
        try {
            BufferedReader out = process.inputReader();
            out.readLine();
            out.readLine();
            assertThat(out.readLine()).startsWith("master ws://127.0.0.1:1/ws, where this key has to be paired");
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    @Test
    void a_node_answers_whoever_asks_whether_it_is_well() throws Exception {
        Process process = TestMain.start("node", "--cbdir", folder.toString(), "--health", "127.0.0.1:0");
        try {
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            while (line != null && !line.startsWith("health on port ")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            URI healthz = URI.create("http://127.0.0.1:" + line.substring("health on port ".length()) + "/healthz");
            HttpClient client = HttpClient.newHttpClient();
            assertThat(client.send(HttpRequest.newBuilder(healthz).build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("ok\n");
            assertThat(client.send(
                                    HttpRequest.newBuilder(healthz)
                                            .POST(HttpRequest.BodyPublishers.noBody())
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(405);
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    @Test
    void a_folder_that_is_not_there_is_not_made_for_a_node_without_a_master() throws Exception {
        Path mistyped = folder.resolve("mistyped");
        Process process = TestMain.start("node", "--cbdir", mistyped.toString());
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("weft node: there is no folder " + mistyped)
                    .contains("--master URL");
            assertThat(mistyped).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void an_address_that_is_none_ends_it_with_what_to_write() throws Exception {
        Process process = TestMain.start("node", "--cbdir", folder.toString(), "--health", "9090");
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("write host:port");
        } finally {
            process.destroyForcibly();
        }
    }
}
