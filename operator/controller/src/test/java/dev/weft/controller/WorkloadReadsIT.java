package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What the operator asks of the API server for nodes that Kubernetes runs. */
@EnableKubernetesMockClient(crud = true)
class WorkloadReadsIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    @Test
    void nothing_is_asked_for_while_all_is_as_it_should_be_and_it_is_right_before_a_change() {
        Reads reads = new Reads();
        try (KubernetesClient own = ServerSideApply.over(client, reads);
                Scene scene = new Scene(client, own)) {
            scene.fabric("").realm("{}");
            workload(scene, "{service: {ports: [{name: ws, port: 80}]}}");
            scene.start();
            awaitReason(scene, "PodMissing");
            scene.client.resource(pod("ErrImagePull")).create();
            awaitReason(scene, "ImagePullFailed");
            assertThat(reads.paths).as("it was not there").anyMatch(path -> path.endsWith("/statefulsets/edge1"));
            reads.paths.clear();

            scene.client.resource(pod("CrashLoopBackOff")).update();
            awaitReason(scene, "CrashLooping");
            assertThat(reads.paths).isEmpty();

            workload(scene, "{service: {ports: [{name: ws, port: 81}]}}");
            scene.await_(
                    "the Service follows",
                    () -> scene.client
                                    .services()
                                    .inNamespace(Scene.PLANT)
                                    .withName("edge1")
                                    .get()
                                    .getSpec()
                                    .getPorts()
                                    .get(0)
                                    .getPort()
                            == 81);
            assertThat(reads.paths).anyMatch(path -> path.endsWith("/services/edge1"));
        }
    }

    /** Objects of nodes that were asked for, one by one or all of a namespace. */
    private static final class Reads implements Interceptor {

        final Queue<String> paths = new ConcurrentLinkedQueue<>();

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            String path = request.uri().getPath();
            if (request.method().equals("GET")
                    && path.matches(".*/namespaces/plant/(statefulsets|services|secrets|pods)(/.*)?")) {
                paths.add(path);
            }
        }
    }

    private static void workload(Scene scene, String workload) {
        scene.apply(FabricNode.class, Scene.PLANT, "edge1", "", "mrealm: plant-a\nworkload: " + workload);
    }

    private static void awaitReason(Scene scene, String reason) {
        scene.awaitReason(FabricNode.class, "edge1", Condition.WORKLOAD_READY, reason);
    }

    private static Pod pod(String waiting) {
        return Pods.of("edge1")
                .withNewStatus()
                .addNewContainerStatus()
                .withNewState()
                .withNewWaiting()
                .withReason(waiting)
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }
}
