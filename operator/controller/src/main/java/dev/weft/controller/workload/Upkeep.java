package dev.weft.controller.workload;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
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

    Upkeep(ClusterObjects objects, WorkloadInformers informers, Turns turns) {
        this.objects = objects;
        this.informers = informers;
        this.turns = turns;
    }

    /** Makes what is missing and changes what is different; what is to be said after that. */
    Condition keep(ResourceRef ref, String mrealm, NodeIdentity node, WorkloadPlan plan) {
        WorkloadObjects wanted = plan.objects().orElseThrow();
        Live live = live(node, wanted);
        Optional<Condition> foreign = live.foreign(node);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        if (plan.needsKey()) {
            Secret key =
                    objects.create(NodeKeySecret.make(node.namespace(), node.name(), node.authid(), node.labels()));
            wanted = NodeKeySecret.publicKey(key).map(wanted::withKey).orElse(wanted);
        }
        wanted.authorityCopy().ifPresent(each -> objects.apply(each, live.copy()));
        StatefulSet set = wanted.statefulSet();
        Optional<Condition> wait =
                live.set().filter(each -> objects.renewsPod(set, each)).flatMap(each -> turns.findWait(ref, mrealm));
        StatefulSet now = wait.isPresent() ? live.set().get() : objects.apply(set, live.set());
        // Where no port is known the Service of before stays: nobody who uses it is to be cut off.
        wanted.service().ifPresent(each -> objects.apply(each, live.service()));
        if (wait.isPresent()) {
            return wait.get();
        }
        if (wanted.authorityCopy().isEmpty() && informers.hasConfigMap(node, MasterAuthority.copyName(node))) {
            objects.delete(emptyCopy(node), node);
        }
        return new WorkloadStatus(node).of(now, informers.pods(node));
    }

    /** Removes all that was made for it. Whether nothing is left. */
    boolean remove(NodeIdentity node) {
        return objects.delete(emptySet(node), node)
                & objects.delete(emptyService(node), node)
                & objects.delete(emptyCopy(node), node)
                & objects.delete(emptySecret(node), node);
    }

    /** Looked for also while no port is known: all is made, or nothing. */
    private Live live(NodeIdentity node, WorkloadObjects wanted) {
        return new Live(
                objects.find(emptySet(node)),
                objects.find(emptyService(node)),
                wanted.authorityCopy().flatMap(objects::find));
    }

    /** The objects that have the names of those of a node. */
    private record Live(Optional<StatefulSet> set, Optional<Service> service, Optional<ConfigMap> copy) {

        /** One that was made by somebody else. */
        Optional<Condition> foreign(NodeIdentity node) {
            return Stream.of(set, service, copy)
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

    private static ConfigMap emptyCopy(NodeIdentity node) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(MasterAuthority.copyName(node))
                .endMetadata()
                .build();
    }

    private static Secret emptySecret(NodeIdentity node) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(node.namespace())
                .withName(NodeKeySecret.name(node.name()))
                .endMetadata()
                .build();
    }
}
