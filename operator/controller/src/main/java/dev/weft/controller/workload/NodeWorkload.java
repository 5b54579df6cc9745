package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What runs one node, at a moment, and whether others may have their turn. Pure.
 *
 * @param pod that of the StatefulSet; empty: none was heard of
 * @param now by the clock that told since when the pod is ready, see {@link PodClocks}
 */
record NodeWorkload(StatefulSet set, Optional<Pod> pod, Instant now) {

    /**
     * How long a pod has to stay ready until it is believed: images that crash get ready before that too. Told by the
     * pod, not by the StatefulSet's {@code minReadySeconds}: before Kubernetes 1.22 an API server refuses to apply that.
     */
    static final Duration TRIAL = Duration.ofSeconds(30);

    private static final String REVISION = "controller-revision-hash";

    /** Why the turn of a node is not over, or why it would lose nothing by a new pod. */
    enum Lack {
        /** What was written last is not what runs. */
        RENEWED,
        /** It runs what was written last, and is not well. */
        READY,
        /** It is ready, and that for too short a time. */
        STEADY,
        /** It had its uplink to the master before it was renewed. */
        ONLINE
    }

    String name() {
        return set.getMetadata().getName();
    }

    /** What it lacks first; empty: nothing. */
    Optional<Lack> lack() {
        SetProgress progress = SetProgress.of(set);
        if (!progress.seen() || progress.ready() && !progress.newest()) {
            return Optional.of(Lack.RENEWED);
        }
        if (!progress.ready()) {
            return Optional.of(progress.newest() ? Lack.READY : Lack.RENEWED);
        }
        if (!isSteady()) {
            return Optional.of(Lack.STEADY);
        }
        return SetMemory.of(set).awaitsOnline() ? Optional.of(Lack.ONLINE) : Optional.empty();
    }

    /** Whether the pod that is wanted has been ready for long enough. */
    boolean isSteady() {
        return SetProgress.of(set).isAvailable()
                && trial().filter(Duration::isZero).isPresent();
    }

    /** After how long it may be steady: nobody says so when it is. */
    Optional<Duration> wakeAfter() {
        return SetProgress.of(set).isAvailable() ? trial().filter(left -> !left.isZero()) : Optional.empty();
    }

    /** What is left of the trial; empty: the pod is not ready, or not heard of. */
    private Optional<Duration> trial() {
        return pod.filter(this::isNewest).flatMap(NodeWorkload::ready).map(this::left);
    }

    private Duration left(Instant since) {
        Duration left = Duration.between(now, since.plus(TRIAL));
        return left.isNegative() ? Duration.ZERO : left.compareTo(TRIAL) > 0 ? TRIAL : left;
    }

    private boolean isNewest(Pod there) {
        Map<String, String> labels = there.getMetadata().getLabels();
        String revision = labels == null ? null : labels.get(REVISION);
        return there.getMetadata().getDeletionTimestamp() == null
                && (revision == null || revision.equals(set.getStatus().getUpdateRevision()));
    }

    /** Since when it is ready; long ago, where nobody wrote that down. */
    static Optional<Instant> ready(Pod pod) {
        if (pod.getStatus() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getConditions().stream()
                .filter(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()))
                .findFirst()
                .map(NodeWorkload::since);
    }

    private static Instant since(PodCondition condition) {
        try {
            String text = condition.getLastTransitionTime();
            return text == null ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException wrong) {
            return Instant.EPOCH;
        }
    }
}
