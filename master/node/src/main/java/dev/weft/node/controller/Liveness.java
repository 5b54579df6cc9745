package dev.weft.node.controller;

import dev.weft.node.NodeTiming;
import dev.weft.node.channel.WorkerUris;
import dev.weft.node.controller.ManagedWorker.State;
import dev.weft.node.process.WorkerProcess;
import dev.weft.wamp.client.WampSession;
import dev.weft.wamp.message.Payload;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each worker from time to time whether it still answers. A process that is there and does nothing looks alive to the operating
 * system, and nobody at the edge would notice: it is killed, and what follows is the same as for any death. For the controller's
 * thread only.
 */
final class Liveness {

    private static final Logger LOG = LoggerFactory.getLogger(Liveness.class);
    /** Cheap, and served by the thread that all changes in the worker pass through. */
    private static final String PING = "get_status";

    private final WampSession session;
    private final ScheduledExecutorService loop;
    private final NodeTiming timing;

    Liveness(WampSession session, ScheduledExecutorService loop, NodeTiming timing) {
        this.session = session;
        this.loop = loop;
        this.timing = timing;
    }

    /** Begins with a process that has said that it is ready; ends with it, or when somebody wants it to stop. */
    void watch(ManagedWorker worker, WorkerProcess process) {
        schedule(worker, process, 0);
    }

    private void schedule(ManagedWorker worker, WorkerProcess process, int misses) {
        loop.schedule(() -> ping(worker, process, misses), timing.workerPing().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ping(ManagedWorker worker, WorkerProcess process, int misses) {
        if (!isWatched(worker, process)) {
            return;
        }
        // Whatever fails is a miss: a worker whose channel is gone but that has not ended is of no use either.
        session.call(WorkerUris.prefix(worker.id) + PING, Payload.empty())
                .toCompletableFuture()
                .orTimeout(timing.workerAnswer().toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (answer, failure) -> onAnswer(worker, process, failure == null ? 0 : misses + 1), loop);
    }

    private void onAnswer(ManagedWorker worker, WorkerProcess process, int misses) {
        if (!isWatched(worker, process)) {
            return;
        }
        if (misses < timing.workerMisses()) {
            schedule(worker, process, misses);
            return;
        }
        String reason = "does not answer: " + misses + " pings in a row were lost, each after at most "
                + timing.workerAnswer().toMillis() + " ms; killed";
        LOG.error("worker {} (process {}) {}", worker.id, process.pid(), reason);
        worker.log.add(reason);
        process.kill();
    }

    private static boolean isWatched(ManagedWorker worker, WorkerProcess process) {
        return worker.process == process && worker.state != State.STOPPING;
    }
}
