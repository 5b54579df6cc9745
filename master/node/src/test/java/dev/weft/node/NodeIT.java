package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static dev.weft.node.RunningNode.offer;
import static dev.weft.node.RunningNode.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A controller in this process with real worker processes. */
@Timeout(120)
class NodeIT {

    /** Enough that their return takes a while. */
    private static final int REALMS = 20;

    @TempDir
    Path folder;

    @Test
    void a_client_calls_through_a_worker_that_was_started_by_calls() {
        try (RunningNode node = RunningNode.in(folder)) {
            int port = node.startRouter("w1");
            WampSession callee = node.join(port);
            offer(callee, "com.example.echo");

            Payload answer = await(node.join(port).call("com.example.echo", Payload.of("hi")));

            assertThat(answer.argument(0)).isEqualTo("echo hi");
            assertThat(node.call("get_workers")).isEqualTo(List.of("w1"));
            assertThat(node.call("worker.w1.get_router_realms")).isEqualTo(List.of("realm1"));
        }
    }

    @Test
    void a_narrowed_permission_is_in_force_at_the_next_call_and_revokes_registrations() {
        try (RunningNode node = RunningNode.in(folder)) {
            int port = node.startRouter("w1");
            WampSession callee = node.join(port);
            offer(callee, "com.example.echo");

            node.call("worker.w1.update_router_realm_role", "realm1", "role1", role("subscribe"));

            assertThatThrownBy(() -> await(node.join(port).call("com.example.echo", Payload.of("hi"))))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(ApplicationError.class)
                    .hasMessageContaining(ErrorUri.NOT_AUTHORIZED);
            assertThat(node.call("worker.w1.realm.realm1.root.wamp.registration.lookup", "com.example.echo"))
                    .isNull();
        }
    }

    @Test
    void a_killed_worker_is_told_of_restarted_and_gets_its_layout_back() {
        try (RunningNode node = RunningNode.in(folder)) {
            int port = node.startRouter("w1");
            Queue<Payload> failures = new ConcurrentLinkedQueue<>();
            await(node.node
                    .session()
                    .subscribe("crossbar.on_worker_failed", Dict.empty(), (event, details) -> failures.add(event)));
            long pid = RunningNode.number(node.callForMap("get_worker", "w1").get("pid"));

            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(40)).ignoreExceptions().untilAsserted(() -> {
                assertThat(failures).hasSize(1);
                WampSession session = await(node.tryJoin(port));
                assertThat(session.details().realm()).isEqualTo("realm1");
            });
            Map<?, ?> told = RunningNode.map(failures.element().argument(1));
            assertThat(told.get("exit_code")).isEqualTo(137L);
            assertThat(failures.element().keywords()).containsKeys("seq", "epoch", "ts");
            assertThat(RunningNode.number(node.callForMap("get_worker", "w1").get("pid")))
                    .isNotEqualTo(pid);
        }
    }

    @Test
    void a_snapshot_never_calls_a_worker_started_before_its_objects_are_back() {
        try (RunningNode node = RunningNode.in(folder)) {
            node.startRouter("w1");
            for (int i = 2; i <= REALMS; i++) {
                node.call("worker.w1.start_router_realm", "realm" + i, Map.of("name", "realm" + i));
            }
            long pid = RunningNode.number(node.callForMap("get_worker", "w1").get("pid"));

            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            Map<?, ?> first = await().atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(1))
                    .until(
                            () -> node.snapshotOf("w1"),
                            w -> "started".equals(w.get("status")) && RunningNode.number(w.get("pid")) != pid);
            assertThat((List<?>) first.get("realms")).hasSize(REALMS);
            assertThat((List<?>) first.get("transports")).hasSize(1);
        }
    }

    @Test
    void a_restarted_node_boots_what_it_was_told_before() {
        int port;
        try (RunningNode node = RunningNode.in(folder)) {
            port = node.startRouter("w1");
        }
        try (RunningNode again = RunningNode.in(folder)) {
            await().atMost(Duration.ofSeconds(40))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(
                                    await(again.tryJoin(port)).details().realm())
                            .isEqualTo("realm1"));
            again.call("stop_worker", "w1");
        }
        try (RunningNode third = RunningNode.in(folder)) {
            assertThat(third.call("get_workers")).isEqualTo(List.of());
        }
    }

    @Test
    void two_nodes_cannot_use_one_folder() {
        try (RunningNode node = RunningNode.in(folder)) {
            assertThat(node.node.publicKey()).hasSize(64);
            assertThatThrownBy(() -> Node.start(RunningNode.settings(folder)))
                    .isInstanceOf(NodeFailure.class)
                    .hasMessageContaining("another node runs in");
        }
    }
}
