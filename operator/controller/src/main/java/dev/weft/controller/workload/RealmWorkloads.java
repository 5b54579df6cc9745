package dev.weft.controller.workload;

import dev.weft.controller.deletion.Lifecycle;
import dev.weft.controller.resource.Cluster;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.model.Kinds;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The workloads of one management realm that are there, and whether one more of them may be renewed. Pure: all is read from the
 * StatefulSets, so that every operator says the same, also one that has just been started.
 *
 * @param limit how many may be away at a time
 */
record RealmWorkloads(String namespace, List<StatefulSet> sets, int limit) {

    /** @param sets of the namespace, those of other realms and of nobody among them */
    static RealmWorkloads of(
            Cluster cluster, Realm realm, Collection<StatefulSet> sets, MaxUnavailable maxUnavailable) {
        Set<String> names = cluster.resources(Kinds.FABRIC_NODE, realm.namespace()).stream()
                .filter(node -> runsIn(realm, node))
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet());
        List<StatefulSet> own = sets.stream()
                .filter(set -> names.contains(name(set)))
                .filter(set -> new NodeIdentity(realm.namespace(), name(set), "").owns(set))
                .toList();
        return new RealmWorkloads(realm.namespace(), own, maxUnavailable.of(own.size()));
    }

    /** A management realm, as a namespace declares it. */
    record Realm(String namespace, String mrealm) {}

    /** Those that are left as they are may be what they want. */
    private static boolean runsIn(Realm realm, WeftResource node) {
        Map<String, Object> spec = node.getSpec();
        return spec != null
                && realm.mrealm().equals(spec.get("mrealm"))
                && spec.get("workload") != null
                && !"Retired".equals(spec.get("lifecycle"))
                && !Lifecycle.isLeaving(node);
    }

    /** How many more may be renewed now. */
    int room() {
        return limit - away().size();
    }

    /** Why a node has to wait with a new pod; empty: it may have one now. One that has no ready pod loses nothing. */
    Optional<Condition> findWait(String node) {
        List<StatefulSet> away = away();
        if (away.size() < limit || away.stream().anyMatch(set -> node.equals(name(set)))) {
            return Optional.empty();
        }
        return Optional.of(WorkloadStatus.condition(
                Condition.UNKNOWN,
                "WaitingForTurn",
                "waits for its turn: " + away.size() + " of " + sets.size() + (away.size() == 1 ? " is " : " are ")
                        + doing(away) + ". If it does not go on: kubectl -n " + namespace + " get statefulset -l "
                        + NodeIdentity.NODE + " shows which is not ready, kubectl -n " + namespace
                        + " describe fabricnode NAME why. Mend it, or raise workloads.maxUnavailable in the chart"));
    }

    private List<StatefulSet> away() {
        return sets.stream().filter(set -> !SetProgress.of(set).isAvailable()).toList();
    }

    private static String doing(List<StatefulSet> away) {
        long broken = away.stream()
                .map(SetProgress::of)
                .filter(each -> each.seen() && each.newest())
                .count();
        if (broken == 0) {
            return "being renewed";
        }
        return broken == away.size() ? "not ready" : "being renewed or not ready";
    }

    private static String name(StatefulSet set) {
        return set.getMetadata().getName();
    }
}
