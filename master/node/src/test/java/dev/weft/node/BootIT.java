package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node begins with, and what it leaves behind. */
@Timeout(120)
class BootIT {

    private static final String CONFIG = """
            {"version": 2, "workers": [
              {"type": "router",
               "realms": [{"name": "realm1", "roles": [
                 {"name": "anonymous", "permissions": [{"uri": "com.example.*", "allow": {"call": true}}]}]}],
               "transports": [
                 {"type": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                  "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket"}}}]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void config_json_is_booted_with_counted_ids() throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        try (RunningNode node = RunningNode.in(folder)) {
            await().atMost(Duration.ofSeconds(40))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(node.call("worker.worker001.get_web_transport_services", "transport001"))
                                    .isEqualTo(List.of("/", "ws")));
            assertThat(node.call("worker.worker001.get_router_realm_roles", "realm001"))
                    .isEqualTo(List.of("role001"));
            int port = RunningNode.port(node.callForMap("worker.worker001.get_router_transport", "transport001"));
            assertThat(node.join(port).details().authrole()).isEqualTo("anonymous");
        }
    }

    @Test
    void a_transport_whose_port_is_taken_listens_when_the_port_is_free() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            Files.writeString(folder.resolve("config.json"), CONFIG.replace("\"port\": 0", "\"port\": " + port));
            try (RunningNode node = RunningNode.in(folder)) {
                await().atMost(Duration.ofSeconds(40))
                        .until(() ->
                                "started".equals(node.snapshotOf("worker001").get("status")));
                assertThat(node.call("worker.worker001.get_router_transports")).isEqualTo(List.of());

                other.close();

                await().atMost(Duration.ofSeconds(40))
                        .ignoreExceptions()
                        .untilAsserted(() ->
                                assertThat(node.join(port).details().authrole()).isEqualTo("anonymous"));
            }
        }
    }

    @Test
    void a_config_json_that_is_wrong_is_refused_with_its_places() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"version\": 2,\n \"workers\": [\n  {\"type\": \"router\", \"relms\": []}]}");

        assertThatThrownBy(() -> Node.start(RunningNode.settings(folder)))
                .isInstanceOf(NodeFailure.class)
                .hasMessageContaining("config.json:3: /workers/0")
                .hasMessageContaining("relms");
    }

    @Test
    void a_node_that_cannot_begin_leaves_nothing_behind() throws IOException {
        Path unreadable = Files.createDirectory(folder.resolve("layout.json"));

        assertThatThrownBy(() -> Node.start(RunningNode.settings(folder)))
                .isInstanceOf(NodeFailure.class)
                .hasMessageContaining("layout.json");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("weft-loop")));
        Files.delete(unreadable);
        try (RunningNode node = RunningNode.in(folder)) {
            assertThat(node.call("get_workers")).isEqualTo(List.of());
        }
    }

    @Test
    void a_folder_with_a_long_path_is_as_good_as_any() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a".repeat(60)).resolve("b".repeat(60)));
        try (RunningNode node = RunningNode.in(deep)) {
            node.call("start_worker", "w1", "router");
            assertThat(node.call("worker.w1.get_router_realms")).isEqualTo(List.of());
        }
        assertThat(deep.resolve("controller.sock")).doesNotExist();
    }

    @Test
    void no_worker_outlives_a_controller_that_was_killed() throws IOException {
        Process controller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        NodeProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = controller.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.startsWith("worker ")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            long worker = Long.parseLong(String.valueOf(line).substring("worker ".length()));
            Optional<ProcessHandle> handle = ProcessHandle.of(worker);
            assertThat(handle).isPresent();

            controller.destroyForcibly();

            await().atMost(Duration.ofSeconds(30)).until(() -> !handle.get().isAlive());
        } finally {
            controller.destroyForcibly();
        }
    }
}
