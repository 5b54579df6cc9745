package dev.weft.node.controller;

import dev.weft.node.NodeTiming;
import dev.weft.node.procedure.Times;
import dev.weft.node.process.LogTail;
import dev.weft.node.process.RestartPolicy;
import dev.weft.node.process.WorkerProcess;
import dev.weft.node.stats.ProcessStats;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One worker of this node, through all the processes that it may have had. For the controller's thread only. */
final class ManagedWorker {

    private static final int LOG_LINES = 500;

    /** Where it is in its life. */
    enum State {
        /** Until its process is ready and has the objects of the layout back: what it shows before is not all. */
        STARTING,
        STARTED,
        STOPPING,
        /** It died; the next process comes after a wait. */
        FAILED
    }

    final String id;
    final String type;
    final Map<String, @Nullable Object> options;
    final Instant created;
    final RestartPolicy policy;
    final LogTail log = new LogTail(LOG_LINES);
    final CompletableFuture<Void> gone = new CompletableFuture<>();

    State state = State.STARTING;
    /** In the layout: from now on a death is followed by a restart. */
    boolean accepted;
    /** Completes when the current process has registered all that it offers; fails when it ends before. */
    CompletableFuture<Void> ready = new CompletableFuture<>();

    Instant spawned;

    @Nullable
    Instant started;

    @Nullable
    WorkerProcess process;

    @Nullable
    ProcessStats stats;

    /** What its process was told that the node is called. */
    @Nullable
    String nodeId;

    @Nullable
    Integer lastExit;

    @Nullable
    Future<?> nextStart;

    ManagedWorker(String id, String type, Map<String, @Nullable Object> options, Instant created, NodeTiming timing) {
        this.id = id;
        this.type = type;
        this.options = options;
        this.created = created;
        this.spawned = created;
        this.policy = new RestartPolicy(timing.restartFirst(), timing.restartMost(), timing.restartHealthy());
    }

    /** WorkerInfo as Crossbar.io has it, and how it fared. */
    Map<String, @Nullable Object> info(Instant now) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("pid", process == null ? null : process.pid());
        info.put("type", type);
        info.put("status", state.name().toLowerCase(Locale.ROOT));
        info.put("created", Times.iso(created));
        info.put("started", Times.isoOrNull(started));
        info.put("startup_time", started == null ? null : Times.seconds(Duration.between(spawned, started)));
        info.put("uptime", started == null ? null : Times.seconds(Duration.between(started, now)));
        info.put("restarts", (long) policy.deaths());
        info.put("last_exit_code", lastExit == null ? null : (long) lastExit);
        return info;
    }

    /** What {@code start_worker} answers and {@code on_worker_started} tells. */
    Map<String, @Nullable Object> startedInfo(@Nullable Long who) {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("type", type);
        info.put("status", "started");
        info.put("created", Times.iso(created));
        info.put("started", Times.isoOrNull(started));
        info.put("startup_time", started == null ? null : Times.seconds(Duration.between(spawned, started)));
        info.put("pid", process == null ? null : process.pid());
        info.put("who", who);
        return info;
    }
}
