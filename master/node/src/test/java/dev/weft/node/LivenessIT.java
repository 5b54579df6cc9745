package dev.weft.node;

import static dev.weft.node.RunningNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose process is there, but does nothing. */
@Timeout(120)
class LivenessIT {

    @TempDir
    Path folder;

    @Test
    void a_snapshot_shows_a_worker_that_hangs_as_unresponsive_and_the_others_as_they_are() throws Exception {
        try (RunningNode node = RunningNode.of(pinged(Duration.ofSeconds(2), Duration.ofHours(1)))) {
            node.startRouter("w1");
            node.startRouter("w2");
            long hung = pid(node, "w1");
            stop(hung);

            assertThat(node.snapshotOf("w1").get("status")).isEqualTo("unresponsive");
            assertThat(node.snapshotOf("w2").get("status")).isEqualTo("started");

            // Else the end of the node would wait for it.
            ProcessHandle.of(hung).orElseThrow().destroyForcibly();
        }
    }

    @Test
    void a_worker_that_hangs_is_killed_with_the_reason_told_and_comes_back() throws Exception {
        try (RunningNode node = RunningNode.of(pinged(Duration.ofSeconds(5), Duration.ofMillis(500)))) {
            int port = node.startRouter("w1");
            Queue<Payload> failures = new ConcurrentLinkedQueue<>();
            await(node.node
                    .session()
                    .subscribe("crossbar.on_worker_failed", Dict.empty(), (event, details) -> failures.add(event)));
            long hung = pid(node, "w1");

            stop(hung);

            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                assertThat(node.snapshotOf("w1").get("status")).isEqualTo("started");
                assertThat(pid(node, "w1")).isNotEqualTo(hung);
                WampSession session = await(node.tryJoin(port));
                assertThat(session.details().realm()).isEqualTo("realm1");
            });
            Map<?, ?> told = RunningNode.map(failures.element().argument(1));
            assertThat(told.get("exit_code")).isEqualTo(137L);
            assertThat(String.valueOf(told.get("log"))).contains("does not answer");
        }
    }

    private NodeSettings pinged(Duration answer, Duration every) {
        NodeSettings settings = RunningNode.settings(folder);
        return new NodeSettings(
                folder, settings.environment(), settings.timing().withPings(answer, every));
    }

    private static long pid(RunningNode node, String worker) {
        return RunningNode.number(node.callForMap("get_worker", worker).get("pid"));
    }

    /** The process stays, with its sockets open, and does nothing. */
    private static void stop(long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }
}
