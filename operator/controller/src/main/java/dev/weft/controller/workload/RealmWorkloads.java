package dev.weft.controller.workload;

import dev.weft.controller.deletion.Lifecycle;
import dev.weft.controller.resource.Cluster;
import dev.weft.controller.workload.NodeWorkload.Lack;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.model.Kinds;
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
record RealmWorkloads(String namespace, List<NodeWorkload> workloads, int limit) {

    /** Of how many it is said what they lack. */
    private static final int NAMED = 3;

    /** @param all of the namespace, those of other realms and of nobody among them */
    static RealmWorkloads of(
            Cluster cluster, Realm realm, Collection<NodeWorkload> all, MaxUnavailable maxUnavailable) {
        Suspension suspension = Suspension.of(cluster, realm.namespace());
        Set<String> names = cluster.resources(Kinds.FABRIC_NODE, realm.namespace()).stream()
                .filter(node -> runsIn(realm, node))
                // It is not renewed, and what it lacks is not mended by anybody.
                .filter(node -> suspension.of(node).isEmpty())
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet());
        List<NodeWorkload> own = all.stream()
                .filter(each -> names.contains(each.name()))
                .filter(each -> new NodeIdentity(realm.namespace(), each.name(), "").owns(each.set()))
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

    /** Whether a node counts as away. */
    boolean isAway(String node) {
        return find(away(), node).isPresent();
    }

    /**
     * Why a node has to wait with a new pod; empty: it may have one now. One that has no ready pod loses nothing, nor does one that is not
     * online: a new pod may be what mends it, and others wait for it.
     */
    Optional<Condition> findWait(String node) {
        List<NodeWorkload> away = away();
        Optional<Lack> lack = find(away, node).flatMap(NodeWorkload::lack);
        boolean isDown = lack.filter(each -> each != Lack.STEADY).isPresent();
        // One that only has to prove itself runs, or may: more of those than may be away means that nothing was heard
        // of pods yet.
        if (away.size() < limit || isDown || lack.isPresent() && away.size() == limit) {
            return Optional.empty();
        }
        return Optional.of(WorkloadStatus.condition(
                Condition.UNKNOWN,
                "WaitingForTurn",
                "waits for its turn: " + away.size() + " of " + workloads.size() + (away.size() == 1 ? " is " : " are ")
                        + doing(away) + named(away) + ". If it does not go on: kubectl -n " + namespace
                        + " get statefulset -l " + NodeIdentity.NODE + " shows which is not ready, kubectl -n "
                        + namespace
                        + " describe fabricnode NAME why. Mend it, or raise workloads.maxUnavailable in the chart"));
    }

    private static Optional<NodeWorkload> find(List<NodeWorkload> among, String node) {
        return among.stream().filter(each -> node.equals(each.name())).findFirst();
    }

    private List<NodeWorkload> away() {
        return workloads.stream().filter(each -> each.lack().isPresent()).toList();
    }

    private static String doing(List<NodeWorkload> away) {
        long broken = away.stream()
                .filter(each -> each.lack().filter(Lack.READY::equals).isPresent())
                .count();
        if (broken == 0) {
            return "being renewed";
        }
        return broken == away.size() ? "not ready" : "being renewed or not ready";
    }

    /** What cannot be seen at their StatefulSets. */
    private static String named(List<NodeWorkload> away) {
        String named = away.stream()
                .flatMap(each ->
                        each.lack().flatMap(RealmWorkloads::words).stream().map(words -> each.name() + " " + words))
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "" : " (" + named + ")";
    }

    private static Optional<String> words(Lack lack) {
        return switch (lack) {
            case RENEWED, READY -> Optional.empty();
            case STEADY -> Optional.of("is to stay ready for " + NodeWorkload.TRIAL.toSeconds() + " s");
            case ONLINE -> Optional.of("is not online at its master again yet");
        };
    }
}
