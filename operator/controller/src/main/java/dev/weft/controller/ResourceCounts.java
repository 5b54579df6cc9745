package dev.weft.controller;

import dev.weft.controller.resource.Cluster;
import dev.weft.crd.resource.ResourceClasses;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.model.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How many resources there are of each kind, by their condition Ready; counted once for all who ask in the same breath. Thread-safe. */
final class ResourceCounts {

    private static final List<String> STATUSES = List.of(Condition.TRUE, Condition.FALSE, Condition.UNKNOWN);

    private final Cluster cluster;
    private volatile Map<Key, Long> counts = Map.of();

    ResourceCounts(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * What is counted together.
     *
     * @param ready as the condition says it; one that nobody has set yet is Unknown
     */
    record Key(Kind kind, String ready) {}

    List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        for (Kind kind : ResourceClasses.kinds()) {
            STATUSES.forEach(status -> keys.add(new Key(kind, status)));
        }
        return List.copyOf(keys);
    }

    /** Counts anew. */
    void look() {
        Map<Key, Long> fresh = new HashMap<>();
        for (Kind kind : ResourceClasses.kinds()) {
            for (WeftResource resource : cluster.resources(kind)) {
                fresh.merge(new Key(kind, ready(resource)), 1L, Long::sum);
            }
        }
        counts = Map.copyOf(fresh);
    }

    long count(Key key) {
        return Objects.requireNonNullElse(counts.get(key), 0L);
    }

    private static String ready(WeftResource resource) {
        return resource.getStatus() == null
                ? Condition.UNKNOWN
                : resource.getStatus()
                        .condition(Condition.READY)
                        .map(Condition::status)
                        .filter(STATUSES::contains)
                        .orElse(Condition.UNKNOWN);
    }
}
