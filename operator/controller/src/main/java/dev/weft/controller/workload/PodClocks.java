package dev.weft.controller.workload;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What time it is where it was written down since when a pod is ready: clocks of machines differ. One that is ahead of ours would keep a
 * pod on trial for as long as it is ahead. Remembers nothing but these, until {@link #retain}. Not for several threads.
 */
final class PodClocks {

    private final Map<NodeIdentity, Ahead> ahead = new HashMap<>();

    /**
     * A clock that is ahead of ours.
     *
     * @param ready when, by that clock, the pod got ready: another time is told by another pod, and maybe another clock
     * @param by at least how much: that of the first look
     */
    private record Ahead(Instant ready, Duration by) {}

    /** The time by the clock that told since when the pod is ready; ours, unless that was later than we first heard of it. */
    Instant now(NodeIdentity node, Optional<Pod> pod, Instant own) {
        Instant ready = pod.flatMap(NodeWorkload::ready).orElse(Instant.EPOCH);
        Ahead known = ahead.get(node);
        if (known != null && known.ready().equals(ready)) {
            return own.plus(known.by());
        }
        if (!ready.isAfter(own)) {
            ahead.remove(node);
            return own;
        }
        ahead.put(node, new Ahead(ready, Duration.between(own, ready)));
        return ready;
    }

    /** Forgets all others. */
    void retain(Predicate<NodeIdentity> isThere) {
        ahead.keySet().removeIf(isThere.negate());
    }
}
