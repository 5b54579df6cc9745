package dev.weft.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.config.realm.LinkConfig;
import dev.weft.config.schema.Blocks;
import dev.weft.config.transport.Transport;
import dev.weft.config.worker.ConnectionConfig;
import dev.weft.config.worker.ContainerWorkerOptions;
import dev.weft.config.worker.RouterWorkerOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Blocks as Crossbar.io's own programs and documentation write them. */
class RecordedConfigsTest {

    private static void assertFine(Class<?> type, Map<String, @Nullable Object> tree) {
        assertThat(Blocks.read(type, tree).problems()).isEmpty();
        assertThat(Blocks.sameConfig(type, tree, tree)).isTrue();
    }

    @Test
    void transports() {
        Map<String, @Nullable Object> anonymous = Map.of("anonymous", Map.of("type", "static", "role", "anonymous"));
        assertFine(
                Transport.class,
                Map.of(
                        "type", "web",
                        "endpoint", Map.of("type", "tcp", "interface", "127.0.0.1", "port", 9604L),
                        "paths",
                                Map.of(
                                        "/",
                                        Map.of("type", "nodeinfo"),
                                        "ws",
                                        Map.of("type", "websocket", "auth", anonymous))));
        assertFine(
                Transport.class,
                Map.of(
                        "type", "rawsocket",
                        "endpoint", Map.of("type", "tcp", "portrange", List.of(10000L, 10100L)),
                        "serializers", List.of("cbor"),
                        "auth",
                                Map.of(
                                        "cryptosign-proxy",
                                        Map.of(
                                                "type",
                                                "static",
                                                "principals",
                                                Map.of(
                                                        "edge1",
                                                        Map.of(
                                                                "realm", "app1",
                                                                "role", "rlink",
                                                                "authorized_keys", List.of("1d".repeat(32))))))));
        assertFine(
                Transport.class,
                Map.of(
                        "id", "primary",
                        "type", "web",
                        "endpoint", Map.of("type", "tcp", "port", 8080L, "shared", true, "backlog", 1024L),
                        "paths", Map.of(),
                        "options", Map.of("access_log", true, "display_tracebacks", true, "hsts", false)));
        assertFine(
                Transport.class,
                Map.of(
                        "type", "universal",
                        "endpoint", Map.of("type", "tcp", "port", 8080L),
                        "rawsocket", Map.of("serializers", List.of("cbor", "json")),
                        "websocket", Map.of("ws", Map.of("type", "websocket")),
                        "web", Map.of("paths", Map.of("/", Map.of("type", "static", "directory", "../web")))));
    }

    @Test
    void connections_and_links() {
        Map<String, @Nullable Object> rawsocket = Map.of(
                "type", "rawsocket",
                "endpoint", Map.of("type", "tcp", "host", "127.0.0.1", "port", 10000L),
                "url", "ws://edge2",
                "serializer", "cbor");
        assertFine(
                ConnectionConfig.class,
                Map.of("transport", rawsocket, "auth", Map.of("cryptosign-proxy", Map.of("type", "static"))));
        assertFine(
                LinkConfig.class,
                Map.of("realm", "realm1", "transport", rawsocket, "authid", "edge1", "forward_local_events", true));
    }

    @Test
    void options_of_managed_workers() {
        assertFine(
                RouterWorkerOptions.class,
                Map.of(
                        "env", Map.of("inherit", List.of("PYTHONPATH")),
                        "title", "Managed router worker wg1_1",
                        "extra", Map.of()));
        assertFine(
                ContainerWorkerOptions.class,
                Map.of(
                        "pythonpath",
                        List.of(".."),
                        "expose_shared",
                        true,
                        "expose_controller",
                        true,
                        "shutdown",
                        "shutdown-manual",
                        "restart",
                        "restart-always"));
    }

    @Test
    void a_node_file() {
        assertFine(
                NodeConfig.class,
                Map.of(
                        "$schema",
                        "https://raw.githubusercontent.com/crossbario/crossbar/master/crossbar.json",
                        "version",
                        2L,
                        "controller",
                        Map.of(
                                "options", Map.of("shutdown", "shutdown_on_last_worker_exit"),
                                "fabric", Map.of("heartbeat", Map.of("heartbeat_period", 5L))),
                        "workers",
                        List.of(
                                Map.of(
                                        "type",
                                        "router",
                                        "realms",
                                        List.of(Map.of(
                                                "name",
                                                "realm1",
                                                "roles",
                                                List.of(Map.of(
                                                        "name",
                                                        "anonymous",
                                                        "permissions",
                                                        List.of(Map.of("uri", "*"))))))),
                                Map.of("type", "guest", "executable", "/usr/bin/env", "arguments", List.of("x")))));
    }

    @Test
    void an_empty_node_file_is_a_managed_node() {
        NodeConfig config = Blocks.read(NodeConfig.class, Map.of("version", 2L)).require();

        assertThat(config.workers()).isEmpty();
        assertThat(config.controller().fabric().heartbeat().heartbeatPeriod()).isEqualTo(10);
    }
}
