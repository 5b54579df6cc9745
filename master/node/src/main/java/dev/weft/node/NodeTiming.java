package dev.weft.node;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a node waits.
 *
 * @param workerStart from the start of a worker's process until it must be ready
 * @param workerStop from SIGTERM until SIGKILL
 * @param restartFirst wait before a worker that died is started again; doubles with each death in a row
 * @param restartMost the longest of these waits
 * @param restartHealthy a worker that lived this long starts with {@code restartFirst} again
 * @param uplinkFirst ceiling of the first wait before the master is tried again; doubles
 * @param uplinkMost ceiling of these waits, and the wait after the master said that the node is not paired
 * @param exportWait how long {@code start_worker} waits until the master can reach the new worker
 * @param workerAnswer how long a worker may take for its part of a snapshot, or to answer a ping
 * @param workerPing from one answer of a worker, or its lack, to the next ping
 * @param workerMisses after so many pings in a row without an answer a worker is killed
 */
public record NodeTiming(
        Duration workerStart,
        Duration workerStop,
        Duration restartFirst,
        Duration restartMost,
        Duration restartHealthy,
        Duration uplinkFirst,
        Duration uplinkMost,
        Duration exportWait,
        Duration workerAnswer,
        Duration workerPing,
        int workerMisses) {

    public static final NodeTiming DEFAULT = new NodeTiming(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            3);

    public NodeTiming withRestart(Duration first, Duration most) {
        return changed(c -> {
            c.restartFirst = first;
            c.restartMost = most;
        });
    }

    public NodeTiming withUplink(Duration first, Duration most) {
        return changed(c -> {
            c.uplinkFirst = first;
            c.uplinkMost = most;
        });
    }

    public NodeTiming withPings(Duration answer, Duration every) {
        return changed(c -> {
            c.workerAnswer = answer;
            c.workerPing = every;
        });
    }

    private NodeTiming changed(Consumer<Changes> change) {
        Changes changes = new Changes(this);
        change.accept(changes);
        return changes.timing();
    }

    /** Open for changes, so that each names only what it changes. */
    private static final class Changes {
        private Duration workerStart;
        private Duration workerStop;
        private Duration restartFirst;
        private Duration restartMost;
        private Duration restartHealthy;
        private Duration uplinkFirst;
        private Duration uplinkMost;
        private Duration exportWait;
        private Duration workerAnswer;
        private Duration workerPing;
        private int workerMisses;

        Changes(NodeTiming from) {
            workerStart = from.workerStart;
            workerStop = from.workerStop;
            restartFirst = from.restartFirst;
            restartMost = from.restartMost;
            restartHealthy = from.restartHealthy;
            uplinkFirst = from.uplinkFirst;
            uplinkMost = from.uplinkMost;
            exportWait = from.exportWait;
            workerAnswer = from.workerAnswer;
            workerPing = from.workerPing;
            workerMisses = from.workerMisses;
        }

        NodeTiming timing() {
            return new NodeTiming(
                    workerStart,
                    workerStop,
                    restartFirst,
                    restartMost,
                    restartHealthy,
                    uplinkFirst,
                    uplinkMost,
                    exportWait,
                    workerAnswer,
                    workerPing,
                    workerMisses);
        }
    }
}
