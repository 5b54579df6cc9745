package dev.weft.fabric.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weft reconcile --watch}: what a user sees of it and what it does, while documents, nodes and master change. */
class WatchIT {

    private static final Duration SOON = WeftProcess.PATIENCE;
    private static final String CALLS = "{call: true, register: true, publish: true, subscribe: true}";
    private static final String NO_CALLS = "{register: true, publish: true, subscribe: true}";
    private static final String REFUSED = "wamp.error.not_authorized";

    @TempDir
    Path folder;

    @Test
    void an_edit_is_live_and_a_broken_one_keeps_what_was_before_enforced() throws Exception {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            WeftProcess watch = watch(fabric, site);
            watch.awaitLine(line -> line.contains("following plant, 1 node;"));
            await().atMost(SOON).until(() -> site.answers("edge1"));

            site.edit(CALLS, NO_CALLS);
            await().atMost(SOON).until(() -> REFUSED.equals(errorOfCall(site)));
            watch.awaitLine(line -> line.matches("\\d\\d:\\d\\d:\\d\\d  edit of edge1"));

            String valid = Files.readString(site.layout());
            Files.writeString(site.layout(), valid + "  workerz: []\n");
            watch.awaitLine(line -> line.contains("what was valid before stays in force"));
            watch.awaitLine(line -> line.contains("layout.yaml:") && line.contains("workerz"));
            stopTransport(fabric);
            watch.awaitLine(line -> line.contains("event on edge1"));
            await().atMost(SOON).until(() -> REFUSED.equals(errorOfCall(site)));

            Files.writeString(site.layout(), valid.replace(NO_CALLS, CALLS));
            watch.awaitLine(line -> line.contains("the documents are mended"));
            await().atMost(SOON).until(() -> site.answers("edge1"));
            assertThat(watch.lines())
                    .filteredOn(line -> line.contains("stays in force"))
                    .as("%s", watch)
                    .hasSize(1);
        }
    }

    @Test
    void it_goes_on_when_master_and_node_were_away() throws Exception {
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            WeftProcess watch = watch(fabric, site);
            await().atMost(SOON).until(() -> site.answers("edge1"));

            fabric.master().kill();
            watch.awaitLine(line -> line.contains("the master is lost"));
            site.edit(CALLS, NO_CALLS);
            watch.awaitLine(line -> line.contains("the documents changed"));
            fabric.restartMaster();
            watch.awaitLine(line -> line.contains("the master is back"));
            await().atMost(SOON).until(() -> REFUSED.equals(errorOfCall(site)));

            int before = watch.lines().size();
            fabric.killNode("edge1");
            watch.awaitLine(before, line -> line.contains("plant/edge1 is offline"));
            site.edit(NO_CALLS, CALLS);
            fabric.startNode("edge1");
            watch.awaitLine(before, line -> line.contains("plant/edge1 is online"));
            await().atMost(SOON).until(() -> site.answers("edge1"));
        }
    }

    @Test
    void an_interrupt_ends_it_with_130() {
        assumeThat(WeftProcess.hearsInterrupts()).isTrue();
        try (LocalFabric fabric = LocalFabric.start(folder)) {
            Site site = Site.start(fabric, "edge1");
            WeftProcess watch = fabric.background(
                    "reconcile",
                    "--watch",
                    "--output",
                    "json",
                    "-f",
                    site.documents().toString());
            watch.awaitLine(line -> line.contains("\"event\":\"following\""));
            await().atMost(SOON).until(() -> site.answers("edge1"));

            watch.interrupt();

            assertThat(watch.await()).as("%s", watch).isEqualTo(130);
            assertThat(watch.lines())
                    .allMatch(line -> line.startsWith("{\"time\":\""))
                    .anyMatch(line -> line.contains("\"event\":\"plan\"") && line.contains("\"cause\":\"edit\""))
                    .anyMatch(line -> line.contains("\"event\":\"outcome\""))
                    .anyMatch(line -> line.contains("\"event\":\"ending\""));
        }
    }

    private static WeftProcess watch(LocalFabric fabric, Site site) {
        return fabric.background("reconcile", "--watch", "-f", site.documents().toString());
    }

    private static void stopTransport(LocalFabric fabric) {
        fabric.onFabric(
                        "call",
                        "--realm",
                        "plant",
                        "crossbarfabriccenter.remote.router.stop_router_transport",
                        "edge1",
                        "router1",
                        "ws")
                .requireStatus(0);
    }

    /** What a call on the node's realm comes to; empty where nothing can be called. */
    private static String errorOfCall(Site site) throws InterruptedException {
        try {
            WampSession session = site.join("edge1");
            try {
                session.call("com.plant.nobody", Payload.of())
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
                return "";
            } catch (ExecutionException refused) {
                return refused.getCause() instanceof ApplicationError error ? error.uri() : "";
            } finally {
                session.close();
            }
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception notNow) {
            return "";
        }
    }
}
