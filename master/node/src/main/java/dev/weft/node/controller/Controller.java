package dev.weft.node.controller;

import dev.weft.fabric.api.Level;
import dev.weft.fabric.api.Procedure;
import dev.weft.fabric.api.ProcedureTable;
import dev.weft.node.NodeSettings;
import dev.weft.node.layout.Layout;
import dev.weft.node.layout.LayoutStore;
import dev.weft.node.procedure.Registrar;
import dev.weft.node.stats.ProcessStats;
import dev.weft.transport.Loops;
import dev.weft.wamp.client.WampSession;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything in a controller, put together. */
public final class Controller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final String PREFIX = "crossbar.";
    private static final List<String> APIS =
            List.of("crossbarfabriccenter.remote.node.", "crossbarfabriccenter.remote.docker.");

    /** Rows of {@code crossbar.} that are about a node, not about a master. Signing for others is none of them. */
    private static final List<String> OWN =
            List.of("crossbar.utcnow", "crossbar.started", "crossbar.uptime", "crossbar.get_public_key");

    private final Path cbdir;
    private final LocalRealm realm;
    private final ScheduledExecutorService loop;
    private final WorkerTable workers;
    private final Changes changes;
    private final boolean empty;

    private Controller(
            Path cbdir,
            LocalRealm realm,
            ScheduledExecutorService loop,
            WorkerTable workers,
            Changes changes,
            boolean empty) {
        this.cbdir = cbdir;
        this.realm = realm;
        this.loop = loop;
        this.workers = workers;
        this.changes = changes;
        this.empty = empty;
    }

    /**
     * Opens realm and socket, registers the procedures, and begins to start the layout. Blocks until calls are answered.
     *
     * @param config gives places for messages
     * @param configured what of it is to run
     */
    public static Controller start(
            NodeSettings settings, Loops loops, ConfigFile config, Layout configured, NodeFacts facts) {
        Path cbdir = settings.cbdir();
        Clock clock = Clock.systemUTC();
        // Before anything is opened, since this is what a folder can spoil.
        LayoutStore.Opened layout = LayoutStore.open(cbdir, configured, clock);
        layout.problem().ifPresent(LOG::error);
        LocalRealm realm = LocalRealm.open(cbdir, loops);
        ScheduledThreadPoolExecutor loop = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "weft-controller"));
        loop.setRemoveOnCancelPolicy(true);
        ControllerParts parts = new ControllerParts(
                settings,
                realm,
                new Launcher(settings, realm),
                new Changes(realm.openSession("events"), clock),
                loop,
                facts.reach(),
                facts::nodeId,
                config.places(),
                clock);
        WorkerTable workers = new WorkerTable(parts, layout.store());
        boolean empty = layout.store().current().workers().isEmpty();
        Controller controller = new Controller(cbdir, realm, loop, workers, parts.changes(), empty);
        Registrar registrar =
                new Registrar(PREFIX, new ControllerProcedures(workers, parts, facts, task -> blocking(task)).all());
        ProcedureTable.all().stream().filter(Controller::isMine).forEach(registrar::add);
        registrar.register(realm.session()).toCompletableFuture().join();
        new OldNames(realm.session(), facts::nodeId)
                .register()
                .toCompletableFuture()
                .join();
        loop.execute(() ->
                parts.changes().publish("crossbar.on_node_started", List.of(facts.status(List.of(), clock.instant()))));
        loop.execute(workers::boot);
        return controller;
    }

    /** Whether it began with no worker at all. */
    public boolean beganEmpty() {
        return empty;
    }

    /** A new session on the node's realm that may do everything. Blocks until it is open. */
    public WampSession openSession(String authid) {
        return realm.openSession(authid);
    }

    /** How far the changes of this node have come: {@code epoch} and {@code seq} as its events carry them. For any thread. */
    public Map<String, Object> changes() {
        return Map.of("epoch", changes.epoch(), "seq", changes.seq());
    }

    /** What the controller's thread runs on, for timers of the uplink. */
    public ScheduledExecutorService loop() {
        return loop;
    }

    /** Type of each worker that runs, and its process, by id. */
    public CompletionStage<Map<String, RunningWorker>> running() {
        return CompletableFuture.supplyAsync(
                () -> {
                    Map<String, RunningWorker> running = new LinkedHashMap<>();
                    for (ManagedWorker worker : workers.all()) {
                        if (worker.state == ManagedWorker.State.STARTED && worker.stats != null) {
                            running.put(worker.id, new RunningWorker(worker.type, worker.stats));
                        }
                    }
                    return running;
                },
                loop);
    }

    /** The master calls the node this: every worker learns it, also those that are starting. */
    public void rename(String nodeId) {
        loop.execute(() -> workers.rename(nodeId));
    }

    /** A worker, as heartbeats tell of it. */
    public record RunningWorker(String type, ProcessStats stats) {}

    /** Stops workers, realm and socket, and waits for it. */
    @Override
    public void close() {
        try {
            CompletableFuture.supplyAsync(workers::close, loop)
                    .thenCompose(stopping -> stopping)
                    .join();
        } finally {
            loop.shutdown();
            realm.close(cbdir);
        }
    }

    private static boolean isMine(Procedure row) {
        if (row.level() == Level.LOCAL) {
            return OWN.contains(row.uri());
        }
        return row.level() == Level.NODE && APIS.stream().anyMatch(row.uri()::startsWith);
    }

    private static void blocking(Runnable task) {
        daemon(task, "weft-files").start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
