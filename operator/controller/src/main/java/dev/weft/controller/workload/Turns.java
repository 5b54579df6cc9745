package dev.weft.controller.workload;

import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.workload.RealmWorkloads.Realm;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Who may have a new pod, and who waits for it. Only whom to wake is remembered: who may is read from the StatefulSets each time. Not
 * for several threads.
 */
final class Turns {

    private final Cluster cluster;
    private final MaxUnavailable limit;
    private final Sight sight;
    private final Map<ResourceRef, Realm> waiting =
            new TreeMap<>(Comparator.comparing(ResourceRef::namespace).thenComparing(ResourceRef::name));

    Turns(Cluster cluster, MaxUnavailable limit, Sight sight) {
        this.cluster = cluster;
        this.limit = limit;
        this.sight = sight;
    }

    /** What runs the nodes of a namespace. */
    interface Sight {

        /** The StatefulSets as they were a moment ago. */
        List<StatefulSet> seen(String namespace);

        /** As they are. */
        List<StatefulSet> live(String namespace);

        /** One of them, with the pod that is known of it. */
        NodeWorkload workload(StatefulSet set);
    }

    /** One of them, with the pod that is known of it. */
    NodeWorkload workload(StatefulSet set) {
        return sight.workload(set);
    }

    /** Why a node has to wait with a new pod, as it was a moment ago; it is woken by {@link #pass}. Empty: it may ask again. */
    Optional<Condition> findWait(ResourceRef ref, String mrealm) {
        return findWait(ref, new Realm(ref.namespace(), mrealm), sight.seen(ref.namespace()));
    }

    /**
     * The same as it is now, asked right before a pod is ended: what was written a moment ago, maybe by the operator before us, was not
     * heard of yet. Empty: it may have a new pod.
     */
    Optional<Condition> findLiveWait(ResourceRef ref, String mrealm) {
        return findWait(ref, new Realm(ref.namespace(), mrealm), sight.live(ref.namespace()));
    }

    private Optional<Condition> findWait(ResourceRef ref, Realm realm, List<StatefulSet> sets) {
        Optional<Condition> wait = workloads(realm, sets).findWait(ref.name());
        if (wait.isPresent()) {
            waiting.put(ref, realm);
        }
        return wait;
    }

    void forget(ResourceRef ref) {
        waiting.remove(ref);
    }

    /** Wakes as many as may have a new pod now, in the order of their names, and tells the others how it is. */
    void pass(Consumer<ResourceRef> wake, BiConsumer<ResourceRef, Condition> tell) {
        Map<Realm, RealmWorkloads> realms = new HashMap<>();
        Map<Realm, Integer> woken = new HashMap<>();
        waiting.forEach((ref, realm) -> {
            RealmWorkloads workloads =
                    realms.computeIfAbsent(realm, each -> workloads(each, sight.seen(each.namespace())));
            Optional<Condition> wait = workloads.findWait(ref.name());
            if (wait.isPresent()) {
                tell.accept(ref, wait.get());
            } else if (workloads.isAway(ref.name())) {
                wake.accept(ref);
            } else if (woken.getOrDefault(realm, 0) < workloads.room()) {
                woken.merge(realm, 1, Integer::sum);
                wake.accept(ref);
            }
        });
    }

    private RealmWorkloads workloads(Realm realm, List<StatefulSet> sets) {
        return RealmWorkloads.of(
                cluster, realm, sets.stream().map(sight::workload).toList(), limit);
    }
}
