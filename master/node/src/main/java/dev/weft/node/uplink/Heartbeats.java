package dev.weft.node.uplink;

import dev.weft.config.ControllerConfig;
import dev.weft.node.channel.WorkerUris;
import dev.weft.node.controller.Controller;
import dev.weft.node.controller.Controller.RunningWorker;
import dev.weft.node.procedure.Times;
import dev.weft.node.stats.ProcessStats;
import dev.weft.node.stats.SystemStats;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Payload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the master in regular intervals that the node lives, and how its processes fare. One object per joined session. */
final class Heartbeats {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Dict ACKNOWLEDGED = Dict.of("acknowledge", true);
    private static final long STATE_RUNNING = 1;

    /** For one worker to answer. */
    private static final long PATIENCE_SECONDS = 2;

    private final WampSession master;
    private final WampSession node;
    private final Controller controller;
    private final ControllerConfig.Heartbeat config;
    private final SystemStats system;
    private final ProcessStats own = new ProcessStats(ProcessHandle.current().pid());
    private final ScheduledExecutorService timer;
    private long seq;

    Heartbeats(WampSession master, WampSession node, Controller controller, Place place) {
        this.master = master;
        this.node = node;
        this.controller = controller;
        this.config = place.config();
        this.system = place.system();
        this.timer = place.timer();
    }

    /** What all sessions' heartbeats share. */
    record Place(ControllerConfig.Heartbeat config, SystemStats system, ScheduledExecutorService timer) {}

    /** Beats until the session ends. */
    void begin() {
        schedule(config.startupDelay());
    }

    private void schedule(int seconds) {
        if (!timer.isShutdown()) {
            timer.schedule(this::beat, seconds, TimeUnit.SECONDS);
        }
    }

    private void beat() {
        if (master.closed().toCompletableFuture().isDone()) {
            return;
        }
        seq++;
        Instant now = Instant.now();
        controller.running().thenCompose(running -> send(running, now)).whenComplete((sent, failure) -> {
            if (failure != null) {
                LOG.debug("heartbeat {} failed: {}", seq, String.valueOf(failure.getMessage()));
            }
            schedule(config.heartbeatPeriod());
        });
    }

    private CompletionStage<Void> send(Map<String, RunningWorker> running, Instant now) {
        Map<String, @Nullable Object> workers = new LinkedHashMap<>();
        workers.put("controller", 1L);
        running.values().forEach(w -> workers.merge(w.type(), 1L, (a, b) -> (Long) a + (Long) b));
        Map<String, @Nullable Object> beat = fields(now);
        beat.put("workers", workers);
        // Whoever missed events sees here that there were some.
        beat.put("changes", controller.changes());
        if (config.includeSystemStats()) {
            beat.put("system", system.read());
        }
        CompletionStage<Void> done = publish(NodeUris.HEARTBEAT, Payload.of(authid(), beat));
        if (!config.sendWorkersHeartbeats()) {
            return done;
        }
        Map<String, @Nullable Object> self = new LinkedHashMap<>(own.monitor());
        self.putAll(fields(now));
        self.put("type", "controller");
        done = done.thenCompose(sent -> publish(NodeUris.WORKER_HEARTBEAT, Payload.of(authid(), "controller", self)));
        for (Map.Entry<String, RunningWorker> worker : running.entrySet()) {
            done = done.thenCompose(sent -> worker(worker.getKey(), worker.getValue(), now));
        }
        return done;
    }

    private CompletionStage<Void> worker(String id, RunningWorker worker, Instant now) {
        Map<String, @Nullable Object> beat = new LinkedHashMap<>();
        beat.put("process", worker.stats().monitor());
        beat.putAll(fields(now));
        beat.put("type", worker.type());
        // A worker that dies in this moment, or hangs, must not keep the others' heartbeats from going out.
        return node.call(WorkerUris.prefix(id) + "get_router_realm_stats", Payload.empty())
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .handle((stats, died) -> died == null ? stats.argument(0) : null)
                .thenCompose(stats -> {
                    if (stats instanceof Map<?, ?> byRealm) {
                        beat.put("router", config.aggregateWorkersHeartbeats() ? RouterTotals.of(byRealm) : byRealm);
                    }
                    return publish(NodeUris.WORKER_HEARTBEAT, Payload.of(authid(), id, beat));
                });
    }

    private Map<String, @Nullable Object> fields(Instant now) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("timestamp", Times.nanos(now));
        fields.put("period", (long) config.heartbeatPeriod());
        fields.put("mrealm_id", master.details().realm());
        fields.put("seq", seq);
        fields.put("state", STATE_RUNNING);
        return fields;
    }

    private CompletionStage<Void> publish(String topic, Payload payload) {
        return master.closed().toCompletableFuture().isDone()
                ? CompletableFuture.completedFuture(null)
                : master.publish(topic, ACKNOWLEDGED, payload);
    }

    private String authid() {
        return master.details().authid();
    }
}
