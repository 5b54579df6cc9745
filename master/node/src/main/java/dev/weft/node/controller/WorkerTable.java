package dev.weft.node.controller;

import dev.weft.node.NodeTiming;
import dev.weft.node.channel.Report;
import dev.weft.node.channel.WorkerUris;
import dev.weft.node.controller.ManagedWorker.State;
import dev.weft.node.layout.Layout.WorkerLayout;
import dev.weft.node.layout.LayoutChange;
import dev.weft.node.layout.LayoutStore;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.procedure.Times;
import dev.weft.node.process.RestartPolicy;
import dev.weft.node.process.WorkerProcess;
import dev.weft.node.stats.ProcessStats;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of this node: started, watched, started again, stopped. For the controller's thread only. */
final class WorkerTable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerTable.class);
    /** What heartbeats call the process that has the workers. */
    private static final String RESERVED = "controller";

    private static final int LINES_TOLD = 20;

    /** What is older is no cause of a death. */
    private static final Duration LINES_AGE = Duration.ofSeconds(10);

    /** A line of our own workers: time, level, logger, text. */
    private static final Pattern WARNING =
            Pattern.compile("^\\S{1,32} (WARN|ERROR) +([a-zA-Z][a-zA-Z0-9_.$]{0,60}) (.*)$", Pattern.DOTALL);

    /** Exit codes above it stand for the signal that ended a process. */
    private static final int SIGNALLED = 128;

    private final Map<String, ManagedWorker> workers = new TreeMap<>();
    private final ControllerParts parts;
    private final ScheduledExecutorService loop;
    private final Changes changes;
    private final LayoutStore layout;
    private final WorkerChannel channel;
    private final Liveness liveness;
    private final NodeTiming timing;
    private final Clock clock;
    private boolean closing;
    /** What the last master called the node since this start. */
    private @Nullable String named;

    WorkerTable(ControllerParts parts, LayoutStore layout) {
        this.parts = parts;
        this.loop = parts.loop();
        this.changes = parts.changes();
        this.layout = layout;
        this.timing = parts.settings().timing();
        this.clock = parts.clock();
        this.liveness = new Liveness(parts.realm().session(), loop, timing);
        this.channel = new WorkerChannel(
                parts.realm(),
                parts.loop(),
                new WorkerChannel.Callbacks(this::onReady, this::onReport, id -> stop(require(id), false)));
    }

    Collection<ManagedWorker> all() {
        return workers.values();
    }

    ManagedWorker require(String id) {
        ManagedWorker found = workers.get(id);
        if (found == null) {
            throw ApplicationError.of(ErrorUri.NO_SUCH_WORKER, "No worker with ID '" + id + "'");
        }
        return found;
    }

    /** Starts what the layout says. Does not wait for it: workers come as they can. */
    void boot() {
        for (WorkerLayout wanted : layout.current().workers().values()) {
            try {
                Launcher.check(wanted.type(), wanted.options());
            } catch (ApplicationError refused) {
                LOG.error(
                        "{}worker {} of the layout is not started: {}",
                        parts.places().before(List.of(wanted.id()), wanted.options()),
                        wanted.id(),
                        refused.getMessage());
                continue;
            }
            ManagedWorker worker =
                    new ManagedWorker(wanted.id(), wanted.type(), wanted.options(), clock.instant(), timing);
            worker.accepted = true;
            workers.put(wanted.id(), worker);
            bringUp(worker, null);
        }
    }

    /** Completes when the worker serves, on this node and, where there is one, for the master. */
    CompletionStage<Map<String, @Nullable Object>> start(
            String id, String type, Map<String, @Nullable Object> options, @Nullable Long who) {
        if (id.equals(RESERVED)) {
            throw Refusals.invalidArgument(
                    "worker_id", "an id other than '" + RESERVED + "', which is the node's own process", id);
        }
        Launcher.check(type, options);
        if (workers.containsKey(id)) {
            throw ApplicationError.of(
                    ErrorUri.WORKER_ALREADY_RUNNING,
                    "Could not start worker: a worker with ID '" + id + "' is already running (or starting)");
        }
        ManagedWorker worker = new ManagedWorker(id, type, options, clock.instant(), timing);
        workers.put(id, worker);
        return bringUp(worker, who)
                .thenComposeAsync(
                        up -> parts.reach().whenExported().thenApply(reachable -> worker.startedInfo(who)), loop);
    }

    /** Completes when the process has ended. */
    CompletionStage<Void> stop(ManagedWorker worker, boolean kill) {
        if (worker.state == State.STOPPING || (worker.state == State.STARTING && !worker.accepted)) {
            throw ApplicationError.of(
                    ErrorUri.WORKER_NOT_RUNNING,
                    "Worker '" + worker.id + "' is " + (worker.state == State.STOPPING ? "stopping" : "starting"));
        }
        layout.apply(new LayoutChange.WorkerStopped(worker.id));
        changes.publish("crossbar.on_worker_stopping", List.of(worker.id, worker.info(clock.instant())));
        end(worker, kill);
        return worker.gone;
    }

    /** Stops all processes, but keeps the layout. Completes when they have ended. */
    CompletionStage<Void> close() {
        closing = true;
        List<ManagedWorker> all = new ArrayList<>(workers.values());
        for (ManagedWorker worker : all) {
            if (worker.state != State.STOPPING) {
                end(worker, false);
            }
        }
        return CompletableFuture.allOf(all.stream().map(w -> w.gone).toArray(CompletableFuture[]::new));
    }

    private void end(ManagedWorker worker, boolean kill) {
        worker.policy.onStopRequested();
        worker.state = State.STOPPING;
        WorkerProcess process = worker.process;
        Future<?> next = worker.nextStart;
        if (next != null) {
            next.cancel(false);
        }
        if (process == null) {
            forget(worker);
        } else if (kill) {
            process.kill();
        } else {
            process.terminate(timing.workerStop());
        }
    }

    /** From the start of a process until its objects are back and the world is told. */
    private CompletionStage<Void> bringUp(ManagedWorker worker, @Nullable Long who) {
        worker.ready = new CompletableFuture<>();
        worker.state = State.STARTING;
        worker.spawned = clock.instant();
        worker.started = null;
        changes.publish(
                List.of("crossbar.on_worker_starting", "crossbar.on_" + worker.type + "_starting"),
                List.of(worker.id, startingInfo(worker, who)));
        return channel.prepare(worker.id)
                .thenRunAsync(() -> spawn(worker), loop)
                .thenCompose(spawned -> worker.ready)
                .thenComposeAsync(ready -> settle(worker, who), loop);
    }

    private CompletionStage<Void> settle(ManagedWorker worker, @Nullable Long who) {
        if (worker.state == State.STOPPING) {
            return CompletableFuture.failedFuture(ApplicationError.of(
                    ErrorUri.CANNOT_START, "Worker '" + worker.id + "' was stopped before it was ready"));
        }
        if (worker.process == null) {
            // Between its word and this moment: its end was dealt with, and must not be undone.
            return CompletableFuture.failedFuture(ApplicationError.of(
                    ErrorUri.CANNOT_START,
                    "Worker '" + worker.id + "' ended with exit code " + worker.lastExit + " as soon as it was ready",
                    Map.of("log", worker.log.last(LINES_TOLD))));
        }
        if (worker.accepted) {
            return replay(worker, worker.process).thenRunAsync(() -> onStarted(worker, who), loop);
        }
        try {
            layout.apply(new LayoutChange.WorkerStarted(worker.id, worker.type, worker.options));
        } catch (RuntimeException unwritten) {
            // What is refused must not run on.
            end(worker, false);
            throw unwritten;
        }
        worker.accepted = true;
        onStarted(worker, who);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Gives the process its objects back. Until that has ended the worker is still starting: to whoever looks, what is not there yet
     * would be gone. Fails where this process ends or is stopped on the way.
     */
    private CompletionStage<Void> replay(ManagedWorker worker, WorkerProcess process) {
        BooleanSupplier wanted = () -> worker.process == process && worker.state == State.STARTING;
        ListenAgain again = new ListenAgain(
                loop, () -> worker.process == process, () -> layout.current().find(worker.id));
        return layout.current()
                .find(worker.id)
                .map(objects ->
                        new LayoutReplay(parts.realm().session(), loop, wanted, again, parts.places()).apply(objects))
                .orElse(CompletableFuture.completedFuture(null))
                .thenRunAsync(
                        () -> {
                            if (!wanted.getAsBoolean()) {
                                throw ApplicationError.of(
                                        ErrorUri.CANNOT_START,
                                        "Worker '" + worker.id + "' ended before its objects were back");
                            }
                        },
                        loop);
    }

    private void onStarted(ManagedWorker worker, @Nullable Long who) {
        worker.state = State.STARTED;
        worker.started = clock.instant();
        worker.policy.onReady(clock.instant());
        Map<String, @Nullable Object> info = worker.startedInfo(who);
        LOG.info("worker {} is started (process {})", worker.id, info.get("pid"));
        changes.publish(
                List.of("crossbar.on_worker_started", "crossbar.on_" + worker.type + "_started"),
                List.of(worker.id, info));
    }

    private void spawn(ManagedWorker worker) {
        if (worker.state == State.STOPPING) {
            return;
        }
        try {
            LogRelay relay = new LogRelay(worker.log, line -> loop.execute(() -> tell(worker.id, line)));
            WorkerProcess process = parts.launcher().launch(worker, nodeId(), relay);
            worker.nodeId = nodeId();
            worker.process = process;
            worker.stats = new ProcessStats(process.pid());
            process.exit().thenAcceptAsync(code -> onExit(worker, process, code), loop);
            Duration patience = timing.workerStart();
            loop.schedule(() -> expire(worker, process, patience), patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException | RuntimeException failure) {
            // Also what the JDK thinks of names in options.env: whatever it is, the worker must not stay "starting".
            worker.log.add("cannot start a process: " + failure.getMessage());
            if (worker.process != null) {
                worker.process.kill();
                worker.process = null;
            }
            onEnd(worker, -1);
        }
    }

    private void expire(ManagedWorker worker, WorkerProcess process, Duration patience) {
        if (worker.process == process && !worker.ready.isDone()) {
            worker.log.add("not ready after " + patience.toSeconds() + " s: killed");
            process.kill();
        }
    }

    private void onReady(String id) {
        ManagedWorker worker = workers.get(id);
        if (worker != null && worker.process != null) {
            changes.tell(
                    WorkerUris.prefix(id) + "on_worker_ready",
                    List.of(Map.of("type", worker.type, "id", id, "pid", worker.process.pid())));
            if (worker.ready.complete(null)) {
                liveness.watch(worker, worker.process);
            }
            if (!nodeId().equals(worker.nodeId)) {
                tellNodeId(worker, nodeId());
            }
        }
    }

    /** The master has named the node: all processes learn it that can be called, the others when they say that they are ready. */
    void rename(String nodeId) {
        named = nodeId;
        for (ManagedWorker worker : workers.values()) {
            if (worker.process != null && worker.ready.isDone()) {
                tellNodeId(worker, nodeId);
            }
        }
    }

    private void tellNodeId(ManagedWorker worker, String nodeId) {
        worker.nodeId = nodeId;
        parts.realm().session().call(WorkerUris.prefix(worker.id) + "set_node_id", Payload.of(nodeId));
    }

    private String nodeId() {
        return named == null ? parts.nodeId().get() : named;
    }

    /** The change is on the disk and published when this returns. */
    private void onReport(String id, Report report) {
        LayoutReports.change(id, report).ifPresent(layout::apply);
        List<@Nullable Object> arguments = new ArrayList<>(report.ids());
        if (report.object() != null) {
            arguments.add(report.object());
        }
        changes.publish(WorkerUris.prefix(id) + report.topic(), arguments);
        if (report.subject() == Report.Subject.ROUTER_TRANSPORT && report.phase() == Report.Phase.STARTED) {
            LOG.info("worker {}: {}", id, ListeningText.of(report));
        }
    }

    private void onExit(ManagedWorker worker, WorkerProcess process, int code) {
        if (worker.process == process) {
            worker.process = null;
            onEnd(worker, code);
        }
    }

    private void onEnd(ManagedWorker worker, int code) {
        worker.lastExit = code;
        worker.started = null;
        parts.realm().tickets().withdraw(worker.id);
        List<String> lines = worker.log.last(LINES_TOLD);
        boolean wasReady = worker.ready.isDone();
        worker.ready.completeExceptionally(ApplicationError.of(
                ErrorUri.CANNOT_START,
                "Worker '" + worker.id + "' ended with exit code " + code + " before it was ready",
                Map.of("exit_code", (long) code, "log", lines)));
        if (worker.state == State.STOPPING || closing) {
            forget(worker);
            return;
        }
        RestartPolicy.Restart restart =
                worker.accepted && worker.policy.onExit(clock.instant()) instanceof RestartPolicy.Restart again
                        ? again
                        : null;
        LOG.error(
                "worker {} {} with exit code {}{}; it is {}; {}",
                worker.id,
                wasReady ? "died" : "could not start: it ended",
                code,
                code > SIGNALLED ? " (signal " + (code - SIGNALLED) + ")" : "",
                restart == null ? "not started again" : "started again in " + Times.seconds(restart.delay()) + " s",
                lastWords(worker, wasReady));
        Map<String, @Nullable Object> info = failedInfo(worker, code, lines);
        if (restart == null) {
            changes.publish("crossbar.on_worker_failed", List.of(worker.id, info));
            forget(worker);
            return;
        }
        worker.state = State.FAILED;
        info.put("restart_in", Times.seconds(restart.delay()));
        info.put("deaths", (long) restart.deaths());
        changes.publish("crossbar.on_worker_failed", List.of(worker.id, info));
        worker.nextStart =
                loop.schedule(() -> bringUp(worker, null), restart.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Never those of the process before. Of one that could not start, all: what it complained of first may be the cause. */
    private String lastWords(ManagedWorker worker, boolean wasReady) {
        Duration age = Duration.between(worker.spawned, clock.instant());
        boolean recent = wasReady && age.compareTo(LINES_AGE) > 0;
        List<String> lines = worker.log.last(LINES_TOLD, recent ? LINES_AGE : age);
        if (lines.isEmpty()) {
            return recent
                    ? "it had printed nothing in its last " + LINES_AGE.toSeconds() + " s"
                    : "it had printed nothing";
        }
        return "its last lines:\n  " + String.join("\n  ", lines);
    }

    private void forget(ManagedWorker worker) {
        workers.remove(worker.id, worker);
        channel.forget(worker.id);
        if (worker.accepted) {
            Map<String, @Nullable Object> info = worker.info(clock.instant());
            info.put("status", "stopped");
            info.put("exit_code", info.remove("last_exit_code"));
            info.put("log", worker.log.last(LINES_TOLD));
            changes.publish("crossbar.on_worker_stopped", List.of(worker.id, info));
        }
        worker.gone.complete(null);
    }

    /** What a worker warns of stands in the node's log, too: who runs a node without a master looks nowhere else. */
    private void tell(String id, String line) {
        Matcher warning = WARNING.matcher(line);
        if (warning.find()) {
            // As if it had been logged here: time, level and logger stand at the beginning of the line, once.
            Logger theirs = LoggerFactory.getLogger(warning.group(2));
            if (warning.group(1).equals("ERROR")) {
                theirs.error("worker {}: {}", id, warning.group(3));
            } else {
                theirs.warn("worker {}: {}", id, warning.group(3));
            }
        }
        changes.tell(WorkerUris.prefix(id) + "on_worker_log", List.of(line));
    }

    private static Map<String, @Nullable Object> startingInfo(ManagedWorker worker, @Nullable Long who) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("id", worker.id);
        info.put("status", "starting");
        info.put("created", Times.iso(worker.created));
        info.put("who", who);
        return info;
    }

    private static Map<String, @Nullable Object> failedInfo(ManagedWorker worker, int code, List<String> lines) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("id", worker.id);
        info.put("type", worker.type);
        info.put("exit_code", (long) code);
        info.put("log", lines);
        return info;
    }
}
