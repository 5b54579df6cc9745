package dev.weft.controller;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Nobody counts for how long pods are ready. The test is the controller of StatefulSets. */
@EnableKubernetesMockClient(crud = true)
class WorkloadTrialIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @Test
    void the_next_node_has_its_turn_when_the_time_is_over_and_nobody_says_anything() {
        try (Scene scene = new Scene(client)) {
            scene.fabric("").realm("{}");
            workload(scene, "edge1", "{}");
            workload(scene, "edge2", "{}");
            scene.start();
            scene.await_("made", () -> image(scene, "edge1") != null && image(scene, "edge2") != null);
            ready(scene, "edge2", Instant.EPOCH);
            ready(scene, "edge1", Instant.now().minusSeconds(25));

            workload(scene, "edge2", "{image: 'weft:next'}");

            scene.awaitCondition(
                    FabricNode.class,
                    "edge2",
                    Condition.WORKLOAD_READY,
                    each -> String.valueOf(each.message()).contains("edge1 is to stay ready for 30 s"));
            scene.await_("its turn", () -> "weft:next".equals(image(scene, "edge2")));
        }
    }

    private static void workload(Scene scene, String node, String workload) {
        scene.apply(FabricNode.class, Scene.PLANT, node, "", "mrealm: plant-a\nworkload: " + workload);
    }

    private static StatefulSet set(Scene scene, String name) {
        return scene.client
                .apps()
                .statefulSets()
                .inNamespace(Scene.PLANT)
                .withName(name)
                .get();
    }

    private static @org.jspecify.annotations.Nullable String image(Scene scene, String name) {
        StatefulSet set = set(scene, name);
        return set == null
                ? null
                : set.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }

    private static void ready(Scene scene, String name, Instant since) {
        scene.client
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(Scene.PLANT)
                        .withName(name + "-0")
                        .addToLabels("weft.dev/node", name)
                        .endMetadata()
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .withLastTransitionTime(
                                since.truncatedTo(ChronoUnit.SECONDS).toString())
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
        scene.client
                .resource(new StatefulSetBuilder(set(scene, name))
                        .withNewStatus()
                        .withObservedGeneration(9L)
                        .withReplicas(1)
                        .withReadyReplicas(1)
                        .withUpdatedReplicas(1)
                        .withCurrentRevision("a")
                        .withUpdateRevision("a")
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
