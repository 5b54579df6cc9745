package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.LocalFabric;
import dev.weft.fabric.testkit.Site;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A master and one node in processes of their own, started as users start them, with one router worker as the documents say. */
final class MeasuredFabric implements AutoCloseable {

    static final String NODE = "edge1";
    static final String WORKER = "router1";

    private static final long MOST_MINUTES = 10;
    private static final long POLL_MILLIS = 5;

    private final Path folder;
    private final LocalFabric fabric;
    private final Site site;

    private MeasuredFabric(Path folder) {
        this.folder = folder;
        this.fabric = LocalFabric.launch(folder);
        this.site = Site.start(fabric, NODE);
        awaitTrue(() -> reconcile().status() == 0);
        awaitTrue(() -> site.answers(NODE));
    }

    static MeasuredFabric start() {
        try {
            return new MeasuredFabric(Files.createTempDirectory("weft-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalFabric fabric() {
        return fabric;
    }

    Site site() {
        return site;
    }

    WampSession session() {
        return fabric.session("plant");
    }

    /** One call to the node or its worker, by what follows {@code crossbarfabriccenter.remote.}. */
    static CompletionStage<Payload> remote(WampSession session, String procedure, Object... arguments) {
        return session.call("crossbarfabriccenter.remote." + procedure, Payload.of(List.of(arguments), Map.of()));
    }

    /** The first item of the answer. */
    static Object answer(CompletionStage<Payload> call) {
        Object first = call.toCompletableFuture()
                .orTimeout(MOST_MINUTES, TimeUnit.MINUTES)
                .join()
                .argument(0);
        return first == null ? Map.of() : first;
    }

    long workerPid(WampSession session) {
        Object worker = answer(remote(session, "node.get_worker", NODE, WORKER));
        if (worker instanceof Map<?, ?> info && info.get("pid") instanceof Long pid) {
            return pid;
        }
        throw new IllegalStateException("no process of " + WORKER + ": " + worker);
    }

    /** Whether the master says that the node is online; false also while the master cannot be asked. */
    boolean isOnline() {
        try {
            Object nodes = answer(session().call("crossbarfabriccenter.mrealm.get_nodes", Payload.of("online", true)));
            return ((List<?>) nodes).contains(NODE);
        } catch (RuntimeException | AssertionError notNow) {
            return false;
        }
    }

    LocalFabric.Finished reconcile() {
        return fabric.onFabric(
                "reconcile", "--require-online", "-f", site.documents().toString());
    }

    /** Asks again and again; fails after some minutes. */
    static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not happen within " + MOST_MINUTES + " minutes");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        fabric.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
