package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kill -9} at numbered points: nothing that was acknowledged is lost, and everything heals by itself. */
class KillIT {

    private static final Duration HEALED = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /**
     * The node brings back a worker that died, with what its layout holds; what was stopped on purpose only the reconciler brings
     * back. Both at the same moment: what is on its way up is left alone, and drift is healed once it is there.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void under_watch_a_worker_that_is_killed_and_an_object_that_is_stopped_are_healed(long seed) throws Exception {
        Random random = new Random(seed);
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1", "edge2");
            WeftProcess watch = fabric.background(
                    "reconcile", "--watch", "-f", site.documents().toString());
            awaitAnswers(site, "edge1", "edge2");
            String node = random.nextBoolean() ? "edge1" : "edge2";
            int kills = 1 + random.nextInt(3);
            for (int kill = 0; kill < kills; kill++) {
                long pid = workerPid(fabric, node);
                stopTransport(fabric, node);
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
                await().atMost(HEALED).until(() -> workerPidOrZero(fabric, node) != pid && site.answers(node));
            }
            stopTransport(fabric, node);
            awaitAnswers(site, node);
            assertThat(watch.isAlive()).as("%s", watch).isTrue();
            watch.terminate();
            fabric.onFabric("reconcile", "--dry-run", "-f", site.documents().toString())
                    .requireStatus(0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void a_master_that_is_killed_in_a_stream_of_creates_has_every_acknowledged_object(long seed) throws Exception {
        Random random = new Random(seed);
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            awaitReconciled(fabric, site);
            long worker = workerPid(fabric, "edge1");
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            int killAfter = 1 + random.nextInt(40);
            WampSession session = fabric.session("com.crossbario.fabric");
            for (int i = 0; i < killAfter + 20; i++) {
                String name = "realm" + i;
                session.call("crossbarfabriccenter.mrealm.create_mrealm", Payload.of(Map.of("name", name)))
                        .thenAccept(created -> acknowledged.add(name));
            }
            await().atMost(HEALED).until(() -> acknowledged.size() >= killAfter);

            fabric.master().kill();
            fabric.restartMaster();

            assertThat(names(fabric.session("com.crossbario.fabric")))
                    .containsAll(acknowledged)
                    .contains("plant");
            await().atMost(HEALED).until(() -> online(fabric).contains("edge1"));
            // A node is online when it has joined; what it offers there comes a moment later.
            await().atMost(HEALED).until(() -> workerPidOrZero(fabric, "edge1") > 0);
            assertThat(workerPid(fabric, "edge1"))
                    .as("the worker was never touched")
                    .isEqualTo(worker);
            assertThat(site.answers("edge1")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void a_reconciler_that_is_killed_in_the_middle_of_an_apply_is_completed_by_the_next_run(int line) {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1", "edge2");
            WeftProcess apply =
                    fabric.background("reconcile", "-f", site.documents().toString());
            await().atMost(HEALED).until(() -> apply.lines().size() >= line || !apply.isAlive());
            apply.kill();

            awaitReconciled(fabric, site);

            fabric.onFabric("reconcile", "--dry-run", "-f", site.documents().toString())
                    .requireStatus(0);
            assertThat(site.answers("edge1")).isTrue();
            assertThat(site.answers("edge2")).isTrue();
        }
    }

    @Test
    void a_node_without_its_master_boots_its_layout_and_answers_calls() {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            awaitReconciled(fabric, site);
            assertThat(site.answers("edge1")).isTrue();

            fabric.master().kill();
            fabric.killNode("edge1");
            fabric.startNode("edge1");

            awaitAnswers(site, "edge1");
        }
    }

    private static void awaitReconciled(LocalFabric fabric, Site site) {
        await().atMost(HEALED).until(() -> {
            fabric.onFabric(
                    "reconcile", "--require-online", "-f", site.documents().toString());
            return fabric.onFabric(
                                    "reconcile",
                                    "--dry-run",
                                    "--require-online",
                                    "-f",
                                    site.documents().toString())
                            .status()
                    == 0;
        });
    }

    private static void awaitAnswers(Site site, String... nodes) {
        for (String node : nodes) {
            await().atMost(HEALED).until(() -> site.answers(node));
        }
    }

    /** By a direct call: the node's layout does not name it any more, and the node will not bring it back. */
    private static void stopTransport(LocalFabric fabric, String node) throws Exception {
        fabric.session("plant")
                .call("crossbarfabriccenter.remote.router.stop_router_transport", Payload.of(node, "router1", "ws"))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static long workerPid(LocalFabric fabric, String node) {
        long pid = workerPidOrZero(fabric, node);
        assertThat(pid).as("pid of the worker of " + node).isPositive();
        return pid;
    }

    private static long workerPidOrZero(LocalFabric fabric, String node) {
        try {
            Payload worker = fabric.session("plant")
                    .call("crossbarfabriccenter.remote.node.get_worker", Payload.of(node, "router1"))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            return worker.argument(0) instanceof Map<?, ?> info && info.get("pid") instanceof Long pid ? pid : 0;
        } catch (Exception notNow) {
            return 0;
        }
    }

    private static List<String> names(WampSession session) throws Exception {
        return texts(session.call("crossbarfabriccenter.mrealm.list_mrealms", Payload.of(true))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS));
    }

    private static List<String> online(LocalFabric fabric) {
        try {
            return texts(fabric.session("plant")
                    .call("crossbarfabriccenter.mrealm.get_nodes", Payload.of("online", true))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS));
        } catch (Exception notNow) {
            return List.of();
        }
    }

    private static List<String> texts(Payload result) {
        List<String> texts = new ArrayList<>();
        if (result.argument(0) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }
}
