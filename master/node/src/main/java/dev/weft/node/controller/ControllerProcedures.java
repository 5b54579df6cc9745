package dev.weft.node.controller;

import dev.weft.fabric.api.Arguments;
import dev.weft.node.procedure.LocalCall;
import dev.weft.node.procedure.LocalProcedure;
import dev.weft.node.procedure.ProcessProcedures;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.procedure.Times;
import dev.weft.node.stats.SystemStats;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The procedures of the controller, by local name. */
final class ControllerProcedures {

    private static final String WORKER = "worker_id";

    private final WorkerTable workers;
    private final ControllerParts parts;
    private final NodeFacts facts;
    private final Executor blocking;
    private final ProcessProcedures process;
    private final Snapshot snapshot;
    private final SystemStats system;

    ControllerProcedures(WorkerTable workers, ControllerParts parts, NodeFacts facts, Executor blocking) {
        this.workers = workers;
        this.parts = parts;
        this.facts = facts;
        this.blocking = blocking;
        this.process = new ProcessProcedures(blocking);
        this.system = facts.system();
        this.snapshot = new Snapshot(
                parts.realm().session(),
                parts.changes(),
                parts.nodeId(),
                parts.settings().timing().workerAnswer());
    }

    Map<String, LocalProcedure> all() {
        Map<String, LocalProcedure> all = new LinkedHashMap<>(process.all());
        all.put("get_status", onLoop(call -> done(facts.status(workers.all(), process.started()))));
        all.put("get_system_stats", call -> CompletableFuture.supplyAsync(system::read, blocking));
        all.put("get_public_key", LocalProcedure.of(call -> facts.key().publicKey()));
        all.put("get_snapshot", onLoop(call -> snapshot.take(List.copyOf(workers.all()), now())));
        all.put("get_workers", onLoop(this::list));
        all.put("get_worker", onLoop(call -> done(info(call.arguments()))));
        all.put("get_worker_log", onLoop(this::log));
        all.put("start_worker", onLoop(this::start));
        all.put("stop_worker", onLoop(call -> stop(call.arguments(), call.caller())));
        all.put("shutdown", onLoop(this::shutdown));
        return all;
    }

    private CompletionStage<?> list(LocalCall call) {
        List<@Nullable Object> types = call.arguments().list("filter_types");
        return done(workers.all().stream()
                .filter(w -> types.isEmpty() || types.contains(w.type))
                .map(w -> w.id)
                .toList());
    }

    private Map<String, @Nullable Object> info(Arguments arguments) {
        return workers.require(arguments.string(WORKER)).info(now());
    }

    private CompletionStage<?> log(LocalCall call) {
        int limit =
                (int) Math.max(0, Math.min(Integer.MAX_VALUE, call.arguments().integer("limit")));
        return done(workers.require(call.arguments().string(WORKER)).log.last(limit));
    }

    private CompletionStage<?> start(LocalCall call) {
        Arguments arguments = call.arguments();
        String id = call.idOr(
                WORKER, "worker", workers.all().stream().map(w -> w.id).collect(Collectors.toSet()));
        return workers.start(id, arguments.string("worker_type"), arguments.dict("worker_options"), call.caller());
    }

    private CompletionStage<?> stop(Arguments arguments, @Nullable Long who) {
        boolean kill = arguments.flag("kill");
        ManagedWorker worker = workers.require(arguments.string(WORKER));
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("id", worker.id);
        result.put("type", worker.type);
        result.put("kill", kill);
        result.put("who", who);
        result.put("when", Times.iso(now()));
        return workers.stop(worker, kill).thenApply(gone -> result);
    }

    private CompletionStage<?> shutdown(LocalCall call) {
        if (call.arguments().flag("restart")) {
            throw Refusals.unavailable("'restart' of a node by itself (let its service manager do that); it");
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("node_id", parts.nodeId().get());
        result.put("restart", false);
        result.put("mode", call.arguments().findString("mode").orElse(null));
        result.put("who", call.caller());
        result.put("when", Times.iso(now()));
        result.put("was_clean", true);
        parts.changes().publish("crossbar.on_node_stopping", List.of(result));
        parts.changes().tell("crossbar.on_shutdown", List.of(result));
        facts.onShutdownRequested().run();
        return done(result);
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private LocalProcedure onLoop(LocalProcedure procedure) {
        return call -> CompletableFuture.supplyAsync(() -> procedure.call(call), parts.loop())
                .thenCompose(result -> result);
    }

    private static <T extends @Nullable Object> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
