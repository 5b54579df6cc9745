package dev.weft.controller;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nobody counts for how long pods are ready. The test is the controller of StatefulSets. */
@EnableKubernetesMockClient(crud = true)
class WorkloadTrialIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @Test
    void the_next_node_has_its_turn_when_the_time_is_over_and_nobody_says_anything() {
        try (Scene scene = new Scene(client)) {
            Pods pods = new Pods(client);
            scene.fabric("").realm("{}");
            workload(scene, "edge1", "{}");
            workload(scene, "edge2", "{}");
            scene.start();
            scene.await_(
                    "made",
                    () -> pods.set("edge1").get() != null && pods.set("edge2").get() != null);
            pods.ready("edge2");
            pods.ready("edge1", Instant.now().minusSeconds(25));

            workload(scene, "edge2", "{image: 'weft:next'}");

            scene.awaitCondition(
                    FabricNode.class,
                    "edge2",
                    Condition.WORKLOAD_READY,
                    each -> String.valueOf(each.message()).contains("edge1 is to stay ready for 30 s"));
            scene.await_("its turn", () -> pods.wanted("weft:next").contains("edge2"));
        }
    }

    private static void workload(Scene scene, String node, String workload) {
        scene.apply(FabricNode.class, Scene.PLANT, node, "", "mrealm: plant-a\nworkload: " + workload);
    }
}
