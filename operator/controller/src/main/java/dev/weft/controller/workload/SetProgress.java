package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a StatefulSet is, as its status says. Pure.
 *
 * @param seen whether the status is about what was written last
 * @param ready whether there is a ready pod, of whatever revision
 * @param newest whether the pod was ready once as it was written last
 */
record SetProgress(boolean seen, boolean ready, boolean newest) {

    static SetProgress of(StatefulSet set) {
        StatefulSetStatus status = set.getStatus();
        if (status == null || status.getObservedGeneration() == null) {
            return new SetProgress(false, false, false);
        }
        Long generation = set.getMetadata().getGeneration();
        return new SetProgress(
                generation == null || status.getObservedGeneration() >= generation,
                number(status.getReadyReplicas()) > 0,
                // A change that was taken back before it was through has one revision again, and the pod is of the
                // other.
                number(status.getUpdatedReplicas()) > 0
                        && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision()));
    }

    /** Whether it runs as it was written last, were it only for a moment. */
    boolean isAvailable() {
        return seen && ready && newest;
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
