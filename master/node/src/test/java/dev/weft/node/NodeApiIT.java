package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node-local API: results and errors as recorded with the original, or as decided where that is wrong. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeApiIT {

    private static final Map<String, Object> REALM = Map.of("name", "realm1");

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private RunningNode node;

    @BeforeAll
    void start() {
        node = RunningNode.in(folder);
        node.startRouter("w1");
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @Test
    void workers_are_started_in_both_forms_and_with_a_generated_id() {
        assertThat(node.callForMap(
                        "start_worker", "a1", Map.of("type", "router", "options", Map.of("title", "my router"))))
                .containsEntry("id", "a1")
                .containsEntry("status", "started")
                .containsKeys("type", "created", "started", "startup_time", "pid", "who");
        Object id = node.callForMap("start_worker", null, "router").get("id");
        assertThat(id).isEqualTo("worker001");
        assertThat(node.callForMap("stop_worker", "a1"))
                .containsEntry("kill", false)
                .containsEntry("type", "router");
        node.call("stop_worker", id, true);
        assertThat(node.call("get_workers")).isEqualTo(List.of("w1"));
    }

    @Test
    void errors_of_workers_are_those_of_the_original() {
        refused("crossbar.error.worker_already_running", "start_worker", "w1", "router", Map.of());
        refused("crossbar.error.no_such_worker", "get_worker", "nope");
        refused("crossbar.error.no_such_worker", "stop_worker", "nope");
        refused("crossbar.error.feature_unavailable", "start_worker", "c1", "container", Map.of());
        refused("wamp.error.invalid_argument", "start_worker", "w3", "bogus", Map.of());
        refused("wamp.error.invalid_argument", "start_worker", "no dots.", "router", Map.of());
        assertThat(refused("crossbar.error.invalid_configuration", "start_worker", "w3", "router", Map.of("bogus", 1)))
                .contains("bogus");
    }

    @Test
    void errors_of_realms_and_roles_are_those_of_the_original() {
        refused("crossbar.error.already_running", "worker.w1.start_router_realm", "realm1", REALM);
        assertThat(refused("crossbar.error.already_running", "worker.w1.start_router_realm", "other", REALM))
                .contains("in use by realm 'realm1'");
        refused("crossbar.error.invalid_configuration", "worker.w1.start_router_realm", "r2", Map.of("nme", "x"));
        refused("crossbar.error.no_such_object", "worker.w1.get_router_realm", "nope");
        refused("crossbar.error.no_such_object", "worker.w1.stop_router_realm", "nope");
        Map<String, Object> role = RunningNode.role("call");
        refused("crossbar.error.already_exists", "worker.w1.start_router_realm_role", "realm1", "role1", role);
        refused("crossbar.error.already_exists", "worker.w1.start_router_realm_role", "realm1", "role2", role);
        refused("crossbar.error.no_such_object", "worker.w1.start_router_realm_role", "nope", "role1", role);
        refused("crossbar.error.no_such_object", "worker.w1.stop_router_realm_role", "realm1", "nope");
        refused("wamp.error.invalid_argument", "worker.w1.get_router_realm");
    }

    @Test
    void errors_of_transports_and_services_are_those_of_the_original() {
        int port = RunningNode.port(node.callForMap("worker.w1.get_router_transport", "ws"));
        Map<String, Object> taken = Map.of(
                "type", "websocket", "endpoint", Map.of("type", "tcp", "interface", "127.0.0.1", "port", (long) port));
        refused("crossbar.error.already_running", "worker.w1.start_router_transport", "ws", taken);
        assertThat(refused("crossbar.error.cannot_listen", "worker.w1.start_router_transport", "t2", taken))
                .contains(Integer.toString(port));
        refused("crossbar.error.no_such_object", "worker.w1.get_router_transport", "t2");
        refused(
                "crossbar.error.invalid_configuration",
                "worker.w1.start_router_transport",
                "t2",
                Map.of("type", "bogus"));
        refused("crossbar.error.not_running", "worker.w1.stop_router_transport", "nope");
        refused("crossbar.error.not_running", "worker.w1.get_web_transport_services", "ws");
        Map<String, Object> function = new HashMap<>(RunningNode.webSocket());
        function.put("auth", Map.of("ticket", Map.of("type", "function", "create", "some.python.function")));
        refused("crossbar.error.feature_unavailable", "worker.w1.start_router_transport", "t2", function);
    }

    @Test
    void a_snapshot_holds_the_whole_tree_without_secrets() {
        Map<String, Object> ticket = new HashMap<>(RunningNode.webSocket());
        ticket.put(
                "auth",
                Map.of("ticket", Map.of("type", "static", "principals", Map.of("joe", Map.of("ticket", "s3cret")))));
        node.call("worker.w1.start_router_transport", "private", ticket);
        Map<String, Object> snapshot = node.callForMap("get_snapshot");
        node.call("worker.w1.stop_router_transport", "private");

        assertThat(snapshot).containsKeys("node_authid", "seq", "epoch", "digest", "workers");
        assertThat(snapshot.toString()).doesNotContain("s3cret").contains("realm1", "role1", "private", "com.example.");
        assertThat(node.callForMap("get_snapshot").get("digest")).isNotEqualTo(snapshot.get("digest"));
    }

    @Test
    void a_probe_asks_what_runs() {
        assertThat(probe(Map.of("realm_id", "realm1"))).isEqualTo(true);
        assertThat(probe(Map.of("transport_id", "ws"))).isEqualTo(true);
        Map<String, Object> permission = new HashMap<>(
                Map.of("realm_id", "realm1", "role_id", "role1", "action", "call", "uri", "com.example.x"));
        assertThat(probe(permission)).isEqualTo(true);
        permission.put("uri", "com.other.x");
        assertThat(probe(permission)).isEqualTo(false);
    }

    @Test
    void every_row_of_the_table_that_a_node_serves_is_registered() {
        for (Procedure row : ProcedureTable.all()) {
            String api = row.uri().replaceAll("[a-z_]+$", "");
            if (row.level() == Level.NODE && api.equals("crossbarfabriccenter.remote.node.")) {
                assertThat(registered("crossbar." + row.local().orElseThrow()))
                        .as(row.uri())
                        .isTrue();
            } else if (row.level() == Level.WORKER
                    && List.of("crossbarfabriccenter.remote.worker.", "crossbarfabriccenter.remote.router.")
                            .contains(api)) {
                assertThat(registered("crossbar.worker.w1." + row.local().orElseThrow()))
                        .as(row.uri())
                        .isTrue();
            }
        }
        refused("crossbar.error.feature_unavailable", "worker.w1.start_router_component", "c1", Map.of());
    }

    private boolean registered(String uri) {
        return RunningNode.await(node.node.session().call("wamp.registration.match", Payload.of(uri)))
                        .argument(0)
                != null;
    }

    private Object probe(Map<String, Object> request) {
        return Boolean.TRUE.equals(node.callForMap("worker.w1.probe", request).get("ok"));
    }

    /** The text of the error that the call is answered with. */
    private String refused(String uri, String procedure, Object... arguments) {
        try {
            throw new AssertionError(procedure + " answered " + node.call(procedure, arguments));
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ApplicationError error) {
                assertThat(error.uri()).as(error.text()).isEqualTo(uri);
                return error.text();
            }
            throw failure;
        }
    }
}
