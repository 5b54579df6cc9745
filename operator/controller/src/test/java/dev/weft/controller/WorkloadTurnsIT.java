package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes whose pods have to be made anew: one after the other. The test is the controller of StatefulSets. */
@EnableKubernetesMockClient(crud = true)
class WorkloadTurnsIT {

    private static final List<String> NODES = List.of("edge1", "edge2", "edge3");

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(client);
        scene.fabric("").realm("{}");
        NODES.forEach(name -> workload(name, "{}"));
        scene.start();
        NODES.forEach(name -> {
            scene.await_("StatefulSet " + name, () -> set(name).get() != null);
            ready(name, 1);
            reason(name, "Running");
        });
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void after_an_upgrade_one_node_at_a_time_is_renewed_and_an_operator_that_is_started_meanwhile_holds_to_it() {
        scene.restart("weft:next");

        awaitRenewed("weft:next", 1);
        Set<String> first = renewed("weft:next");
        for (String waits : waiting(first)) {
            Condition condition = reason(waits, "WaitingForTurn");
            assertThat(condition.status()).isEqualTo(Condition.UNKNOWN);
            assertThat(condition.message())
                    .contains("waits for its turn: 1 of 3 is being renewed")
                    .contains("kubectl -n plant get statefulset -l weft.dev/node")
                    .contains("workloads.maxUnavailable");
        }

        scene.restart("weft:later");

        awaitRenewed("weft:later", 1);
        assertThat(renewed("weft:later"))
                .as("what is away already is away no longer for it")
                .isEqualTo(first);
        for (int count = 1; count < NODES.size(); count++) {
            Set<String> done = renewed("weft:later");
            waiting(done).forEach(waits -> reason(waits, "WaitingForTurn"));
            assertThat(renewed("weft:test")).hasSize(NODES.size() - count);
            done.forEach(name -> ready(name, 1));
            awaitRenewed("weft:later", count + 1);
        }
        NODES.forEach(name -> ready(name, 1));
        NODES.forEach(name -> reason(name, "Running"));
    }

    @Test
    void a_node_that_is_broken_is_mended_at_once_and_counts_and_a_new_node_waits_for_nobody() {
        ready("edge2", 0);
        reason("edge2", "PodMissing");

        workload("edge1", "{image: 'weft:mended'}");
        assertThat(reason("edge1", "WaitingForTurn").message()).contains("1 of 3 is not ready");
        workload("edge2", "{image: 'weft:mended'}");
        workload("edge4", "{image: 'weft:mended'}");

        scene.await_("mended and made", () -> renewed("weft:mended").equals(Set.of("edge2", "edge4")));
        ready("edge2", 1);
        reason("edge2", "Running");
        assertThat(renewed("weft:mended"))
                .as("a new one is not ready yet either")
                .doesNotContain("edge1");
        ready("edge4", 1);
        scene.await_("its turn", () -> renewed("weft:mended").contains("edge1"));
    }

    @Test
    void a_node_with_another_key_waits_for_its_turn_too() {
        ready("edge2", 0);
        reason("edge2", "PodMissing");
        Secret key = NodeKeySecret.make(Scene.PLANT, "edge1", "edge1", Map.of());

        scene.client.resource(key).update();
        reason("edge1", "WaitingForTurn");
        ready("edge2", 1);

        String fingerprint =
                NodeKeySecret.fingerprint(NodeKeySecret.publicKey(key).orElseThrow());
        scene.await_(
                "its turn",
                () -> fingerprint.equals(set("edge1")
                        .get()
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getAnnotations()
                        .get("weft.dev/node-key")));
    }

    @Test
    void who_waits_has_a_turn_too_when_the_node_in_the_way_goes() {
        ready("edge2", 0);
        reason("edge2", "PodMissing");
        workload("edge1", "{image: 'weft:next'}");
        reason("edge1", "WaitingForTurn");

        scene.delete(FabricNode.class, "edge2");

        scene.await_("its turn", () -> renewed("weft:next").contains("edge1"));
    }

    @Test
    void what_makes_no_new_pod_waits_for_nobody() {
        ready("edge2", 0);
        reason("edge2", "PodMissing");

        set("edge1").edit(each -> {
            each.getSpec().setReplicas(3);
            return each;
        });
        workload("edge1", "{service: {ports: [{name: ws, port: 80}]}}");

        scene.await_("scaled back", () -> set("edge1").get().getSpec().getReplicas() == 1);
        scene.await_(
                "a Service",
                () -> scene.client
                                .services()
                                .inNamespace(Scene.PLANT)
                                .withName("edge1")
                                .get()
                        != null);
    }

    private void workload(String node, String workload) {
        scene.apply(FabricNode.class, Scene.PLANT, node, "", "mrealm: plant-a\nworkload: " + workload);
    }

    private Condition reason(String node, String reason) {
        return scene.awaitReason(FabricNode.class, node, Condition.WORKLOAD_READY, reason);
    }

    private void awaitRenewed(String image, int count) {
        scene.await_(count + " with " + image, () -> renewed(image).size() == count);
    }

    /** The nodes whose pod is to have that image. */
    private Set<String> renewed(String image) {
        return scene.client.apps().statefulSets().inNamespace(Scene.PLANT).list().getItems().stream()
                .filter(set -> image.equals(image(set)))
                .map(set -> set.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> waiting(Set<String> renewed) {
        Set<String> waiting = new TreeSet<>(NODES);
        waiting.removeAll(renewed);
        return waiting;
    }

    private static String image(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    }

    private RollableScalableResource<StatefulSet> set(String name) {
        return scene.client.apps().statefulSets().inNamespace(Scene.PLANT).withName(name);
    }

    /** What the controller says when the pod is ready as it is to be now, or is not ready. */
    private void ready(String name, int pods) {
        StatefulSet set = set(name).get();
        Long generation = set.getMetadata().getGeneration();
        scene.client
                .resource(new StatefulSetBuilder(set)
                        .withNewStatus()
                        .withObservedGeneration(generation == null ? 1L : generation)
                        .withReplicas(1)
                        .withReadyReplicas(pods)
                        .withUpdatedReplicas(1)
                        .withCurrentRevision(image(set))
                        .withUpdateRevision(image(set))
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
