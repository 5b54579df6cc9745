package dev.weft.controller;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of the controller of StatefulSets and of the kubelet, for the nodes of {@link Scene#PLANT}: each has one pod. */
final class Pods {

    private final KubernetesClient client;

    Pods(KubernetesClient client) {
        this.client = client;
    }

    RollableScalableResource<StatefulSet> set(String node) {
        return client.apps().statefulSets().inNamespace(Scene.PLANT).withName(node);
    }

    /** The nodes whose pod is to have that image, as their StatefulSets say. */
    Set<String> wanted(String image) {
        return client.apps().statefulSets().inNamespace(Scene.PLANT).list().getItems().stream()
                .filter(set -> image.equals(image(set)))
                .map(set -> set.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The node's pod runs what its StatefulSet says, and has been ready for long. */
    void ready(String node) {
        ready(node, Instant.EPOCH);
    }

    /** The node's pod runs what its StatefulSet says, and has been ready since then. */
    void ready(String node, Instant since) {
        client.resource(of(node).withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .withLastTransitionTime(
                                since.truncatedTo(ChronoUnit.SECONDS).toString())
                        .endCondition()
                        .endStatus()
                        .build())
                .createOr(NonDeletingOperation::update);
        observe(node, 1);
    }

    /** The node's pod is not there. */
    void gone(String node) {
        client.pods().inNamespace(Scene.PLANT).withName(node + "-0").delete();
        observe(node, 0);
    }

    /** A pod of that node, which nobody has made yet. */
    static PodBuilder of(String node) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(Scene.PLANT)
                .withName(node + "-0")
                .addToLabels("weft.dev/node", node)
                .endMetadata();
    }

    private void observe(String node, int ready) {
        Conflicts.retry("status of the StatefulSet " + node, () -> {
            StatefulSet set = set(node).get();
            Long generation = set.getMetadata().getGeneration();
            client.resource(new StatefulSetBuilder(set)
                            .withNewStatus()
                            .withObservedGeneration(generation == null ? 1L : generation)
                            .withReplicas(1)
                            .withReadyReplicas(ready)
                            .withUpdatedReplicas(1)
                            .withCurrentRevision(image(set))
                            .withUpdateRevision(image(set))
                            .endStatus()
                            .build())
                    .updateStatus();
        });
    }

    private static String image(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }
}
