package dev.weft.controller.workload;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the objects of one node as they should be, and removes them. Not for several threads. */
final class Upkeep {

    private final ClusterObjects objects;
    private final WorkloadInformers informers;
    private final Turns turns;
    private final Uplinks uplinks;

    Upkeep(ClusterObjects objects, WorkloadInformers informers, Turns turns, Uplinks uplinks) {
        this.objects = objects;
        this.informers = informers;
        this.turns = turns;
        this.uplinks = uplinks;
    }

    /** Which nodes have their uplink to the master. */
    interface Uplinks {

        /** As it was told last, maybe by the operator before us. */
        boolean had(ResourceRef node);

        /** Seen by ourselves. */
        boolean has(ResourceRef node);
    }

    /**
     * Makes what is missing and changes what is different; what is to be said after that. The API server is asked only where something
     * is to be written.
     */
    Condition keep(ResourceRef ref, String mrealm, NodeIdentity node, WorkloadPlan plan) {
        WorkloadObjects wanted = plan.objects().orElseThrow();
        There seen = seen(node);
        Next next = next(ref, wanted, origin(plan), seen.set());
        Optional<Condition> wait = next.waits() ? turns.findWait(ref, mrealm) : Optional.empty();
        boolean isKept = !plan.needsKey()
                && (wait.isPresent() || isSo(Optional.of(next.set()), seen.set()))
                && isSo(wanted.service(), seen.service())
                && isSo(wanted.authorityCopy(), seen.copy())
                && (wait.isPresent()
                        || wanted.authorityCopy().isPresent()
                        || seen.copy().isEmpty());
        return isKept ? wait.orElseGet(() -> told(node, seen.set().orElseThrow())) : write(ref, mrealm, node, plan);
    }

    private Condition write(ResourceRef ref, String mrealm, NodeIdentity node, WorkloadPlan plan) {
        WorkloadObjects wanted = plan.objects().orElseThrow();
        There live = live(node);
        Optional<Condition> foreign = live.foreign(node, wanted);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        if (plan.needsKey()) {
            Secret key =
                    objects.create(NodeKeySecret.make(node.namespace(), node.name(), node.authid(), node.labels()));
            wanted = NodeKeySecret.publicKey(key).map(wanted::withKey).orElse(wanted);
        }
        wanted.authorityCopy().ifPresent(each -> objects.replace(each, live.copy()));
        Next next = next(ref, wanted, origin(plan), live.set());
        Optional<Condition> wait = next.waits() ? turns.findLiveWait(ref, mrealm) : Optional.empty();
        StatefulSet now = wait.isPresent() ? live.set().orElseThrow() : objects.apply(next.set(), live.set());
        // Where no port is known the Service of before stays: nobody who uses it is to be cut off.
        wanted.service().ifPresent(each -> objects.apply(each, live.service()));
        if (wait.isPresent()) {
            return wait.get();
        }
        // Only after the pod that mounts it is not wanted any more.
        if (wanted.authorityCopy().isEmpty() && live.copy().isPresent()) {
            objects.delete(emptyCopy(node), node);
        }
        return told(node, now);
    }

    private Condition told(NodeIdentity node, StatefulSet set) {
        return new WorkloadStatus(node).of(set, informers.pods(node));
    }

    /**
     * The StatefulSet as it is to be.
     *
     * @param waits whether a pod that runs is ended by it, and so it has to wait for its turn
     */
    private record Next(StatefulSet set, boolean waits) {}

    /** Where the key is from: with one that was made now no pod was ever started. */
    private enum Key {
        FOUND,
        MADE_NOW
    }

    private static Key origin(WorkloadPlan plan) {
        return plan.needsKey() ? Key.MADE_NOW : Key.FOUND;
    }

    private Next next(ResourceRef ref, WorkloadObjects wanted, Key origin, Optional<StatefulSet> there) {
        if (there.isEmpty()) {
            return new Next(wanted.statefulSet(SetMemory.NONE), false);
        }
        StatefulSet live = there.get();
        SetMemory known = SetMemory.of(live);
        boolean awaits = known.awaitsOnline();
        boolean stillAwaits =
                awaits && !(uplinks.has(ref) && turns.workload(live).isSteady());
        Optional<String> key = SetMemory.keyOfPod(live).or(known::key);
        // With another key it is paired by now, and so offline until it has another pod.
        boolean isKeyChanged = origin == Key.MADE_NOW || key.isPresent() && !key.equals(wanted.fingerprint());
        if (SetMemory.keyOfPod(live).isEmpty() && !isKeyChanged) {
            // Its pods do not tell their key. No pod is ended for that: the StatefulSet remembers it until there is
            // another reason.
            StatefulSet same = wanted.statefulSet(new SetMemory(stillAwaits, wanted.fingerprint()));
            if (objects.isSamePod(same, live)) {
                return new Next(same, objects.renewsPod(same, live));
            }
        }
        boolean renews = objects.renewsPod(wanted.statefulSet(SetMemory.NONE), live);
        SetMemory memory = new SetMemory(renews ? awaits || uplinks.had(ref) : stillAwaits, Optional.empty());
        return new Next(wanted.statefulSet(memory), renews && !isKeyChanged);
    }

    /** What is not wanted stays. */
    private <T extends HasMetadata> boolean isSo(Optional<T> wanted, Optional<T> there) {
        return wanted.isEmpty()
                || there.filter(each -> objects.isSo(wanted.get(), each)).isPresent();
    }

    /** Removes all that was made for it. Whether nothing is left. */
    boolean remove(NodeIdentity node) {
        return objects.delete(emptySet(node), node)
                & objects.delete(emptyService(node), node)
                & objects.delete(emptyCopy(node), node)
                & objects.delete(emptyKey(node), node);
    }

    /** As the informers have it: only what is the node's, and maybe not the latest. */
    private There seen(NodeIdentity node) {
        return new There(
                informers.statefulSet(node),
                informers.service(node),
                informers.secret(node, MasterAuthority.copyName(node)));
    }

    private There live(NodeIdentity node) {
        return new There(objects.find(emptySet(node)), objects.find(emptyService(node)), objects.find(emptyCopy(node)));
    }

    /** The objects that have the names of those of a node. */
    private record There(Optional<StatefulSet> set, Optional<Service> service, Optional<Secret> copy) {

        /** One that was made by somebody else. Also a Service while no port is known: all is made, or nothing. */
        Optional<Condition> foreign(NodeIdentity node, WorkloadObjects wanted) {
            return Stream.of(set, service, wanted.authorityCopy().flatMap(any -> copy))
                    .flatMap(Optional::stream)
                    .filter(each -> !node.owns(each))
                    .findFirst()
                    .map(each -> foreign(node, each));
        }

        private static Condition foreign(NodeIdentity node, HasMetadata live) {
            String what = live.getKind().toLowerCase(Locale.ROOT);
            String name = live.getMetadata().getName();
            return WorkloadStatus.condition(
                    Condition.FALSE,
                    "ResourceConflict",
                    live.getKind() + " " + name + " is there, was not made by Weft and is left as it is. To give it to"
                            + " this node: kubectl -n " + node.namespace() + " label " + what + " " + name + " "
                            + NodeIdentity.NODE + "=" + node.name()
                            + "; or delete it, or choose another metadata.name");
        }
    }

    private static StatefulSet emptySet(NodeIdentity node) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(node.name())
                .endMetadata()
                .build();
    }

    private static Service emptyService(NodeIdentity node) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(node.name())
                .endMetadata()
                .build();
    }

    private static Secret emptyCopy(NodeIdentity node) {
        return emptySecret(node, MasterAuthority.copyName(node));
    }

    private static Secret emptyKey(NodeIdentity node) {
        return emptySecret(node, NodeKeySecret.name(node.name()));
    }

    private static Secret emptySecret(NodeIdentity node, String name) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(name)
                .endMetadata()
                .build();
    }
}
