package dev.weft.fabric.testkit.helm;

import static dev.weft.fabric.testkit.helm.Rendered.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.testkit.Site;
import dev.weft.fabric.testkit.WeftProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines that the chart renders start the real processes. */
class ChartProcessIT {

    private static final String SERVICE = "ws://weft-master.weft-system.svc:9000/ws";

    @TempDir
    Path folder;

    private final int port = Site.freePort();
    private Map<String, String> secret = Map.of();

    @BeforeEach
    void make_the_key_as_the_operator_does() throws IOException {
        Path key = folder.resolve("key/admin.priv");
        try (WeftProcess made =
                WeftProcess.start(folder, Map.of(), List.of("keys", "generate", "--out", key.toString()))) {
            assertThat(made.await()).as("%s", made).isZero();
        }
        secret = Map.of(
                "admin.priv", Files.readString(key), "admin.pub", Files.readString(key.resolveSibling("admin.pub")));
    }

    @Test
    void the_master_answers_its_probes_and_helm_test_has_its_call_answered() throws Exception {
        Rendered rendered = Chart.of("default");
        Stage master = Stage.of(rendered.pod("StatefulSet/weft-master"), "master", folder.resolve("master"), secret)
                .replace("9000", String.valueOf(port))
                .replace("0.0.0.0", "127.0.0.1");
        try (WeftProcess running = WeftProcess.start(folder, master.environment(Map.of()), master.arguments())) {
            assertThat(running.awaitLine(line -> line.startsWith("master listening on ")))
                    .contains(":" + port + "/ws");
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(status(master.probed(probe))).as(probe).isEqualTo(200);
            }

            assertThat(helmTest(rendered)).contains("[]");
            assertThat(running.terminate()).as("%s", running).isZero();
        }
        assertThat(folder.resolve("master/volume-superuser")).isDirectoryNotContaining("glob:**.priv");
    }

    /** Runs the test pod's script with a {@code weft} on its path, and returns what it prints. */
    private String helmTest(Rendered rendered) throws IOException, InterruptedException {
        Stage test = Stage.of(rendered.pod("Pod/weft-test"), "call", folder.resolve("test"), secret)
                .replace(SERVICE, "ws://127.0.0.1:" + port + "/ws");
        Path weft = folder.resolve("bin/weft");
        Files.createDirectories(weft.getParent());
        Files.writeString(
                weft,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' dev.weft.cli.Main \"$@\"\n");
        Files.setPosixFilePermissions(weft, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>(test.command());
        command.addAll(test.arguments());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", weft.getParent() + ":/usr/bin:/bin");
        Process process = builder.start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            return out;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_operators_fabric_names_the_service_and_the_secret_that_the_master_has() {
        Rendered rendered = Chart.of("ha");
        Map<String, Object> fabric = map(rendered.only("Fabric").get("spec"));

        assertThat(fabric).containsEntry("url", "ws://weft-master.weft-system.svc:9443/ws");
        assertThat(map(fabric.get("keySecret"))).containsEntry("name", "weft-admin");
        assertThat(rendered.text()).contains("secretName: weft-admin");
    }

    private int status(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
