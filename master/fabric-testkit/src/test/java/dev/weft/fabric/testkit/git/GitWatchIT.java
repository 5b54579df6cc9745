package dev.weft.fabric.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.WeftProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft reconcile --git --watch} over https: what is in force, and what is said of what is not. */
class GitWatchIT {

    private static final String SECRET = "a-secret-of-the-forge-and-us";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_push_is_live_and_whatever_is_wrong_with_the_next_ones_the_last_good_revision_stays() throws Exception {
        Forge forge = Forge.make(folder.resolve("forge"));
        Path secret = Files.writeString(folder.resolve("webhook"), SECRET + "\n");
        try (LocalFabric fabric = LocalFabric.start(folder);
                HttpsGitServer https = HttpsGitServer.start(forge.served(), folder)) {
            forge.write("fleet/realm.yaml", realm("one"));
            String first = forge.push("alice");
            List<String> command = new ArrayList<>(List.of(
                    "reconcile",
                    "--watch",
                    "--interval",
                    "1h",
                    "--git",
                    https.url(),
                    "--ref",
                    "main",
                    "--path",
                    "fleet",
                    "--ca",
                    https.authority().toString(),
                    "--allowed-signers",
                    forge.signers().toString(),
                    "--state",
                    folder.resolve("state").toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--webhook-secret-file",
                    secret.toString()));
            WeftProcess watch = fabric.background(command.toArray(String[]::new));
            watch.awaitLine(line -> line.contains("+ one: done"));
            String url = url(watch);
            assertThat(body(url + "/metrics")).contains("weft_source_revision_info{revision=\"" + first + "\"} 1");

            forge.write("fleet/realm.yaml", realm("one") + "---\n" + realm("two"));
            String second = forge.push("alice");
            assertThat(webhook(url, "wrong-secret")).isEqualTo(403);
            assertThat(webhook(url, SECRET)).isEqualTo(202);
            watch.awaitLine(line -> line.contains("revision " + second.substring(0, 10)));
            watch.awaitLine(line -> line.contains("+ two: done"));
            assertThat(body(url + "/history")).contains(first, second);

            forge.write("fleet/realm.yaml", "no: [yaml");
            String broken = forge.push("alice");
            assertThat(webhook(url, SECRET)).isEqualTo(202);
            watch.awaitLine(line -> line.contains("what was valid before stays in force"));
            watch.awaitLine(line -> line.contains("fleet/realm.yaml:"));
            await().atMost(WeftProcess.PATIENCE)
                    .until(() ->
                            body(url + "/history").contains("the documents of revision " + broken.substring(0, 10)));

            forge.write("fleet/realm.yaml", realm("one"));
            forge.pushUnsigned();
            assertThat(webhook(url, SECRET)).isEqualTo(202);
            watch.awaitLine(line -> line.contains("is not signed"));
            assertThat(body(url + "/metrics"))
                    .contains("weft_source_healthy 0", "weft_source_looks_total{result=\"unverified\"} 1")
                    .contains("weft_source_revision_info{revision=\"" + second + "\"} 1");
            assertThat(status(url + "/healthz")).isEqualTo(200);

            https.close();
            watch.terminate();
            command.set(command.indexOf("--interval") + 1, "1s");
            WeftProcess again = fabric.background(command.toArray(String[]::new));
            again.awaitLine(line -> line.contains("following one, two, 0 nodes;"));
            assertThat(again.errors())
                    .anyMatch(line -> line.contains("cannot be read"))
                    .contains("going on with what was applied last")
                    .anyMatch(line -> line.contains("revision " + second.substring(0, 10)));
            again.awaitLine(line -> line.contains("cannot be read") && line.contains("stays in force"));
        }
    }

    private static String realm(String name) {
        return "apiVersion: weft.dev/v1alpha1\nkind: ManagementRealm\nmetadata: {name: " + name + "}\n";
    }

    private static String url(WeftProcess watch) {
        return await().atMost(WeftProcess.PATIENCE)
                .until(
                        () -> watch.errors().stream()
                                .filter(line -> line.startsWith("status at "))
                                .findFirst()
                                .map(line -> line.substring("status at ".length()))
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private int webhook(String url, String secret) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/webhook"))
                .header("X-Gitlab-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private int status(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private String body(String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
