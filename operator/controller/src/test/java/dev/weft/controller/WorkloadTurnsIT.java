package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import dev.weft.engine.live.Completeness;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
    private Pods pods;

    @BeforeEach
    void begin() {
        scene = new Scene(client);
        pods = new Pods(client);
        scene.fabric("").realm("{}");
        NODES.forEach(name -> workload(name, "{}"));
        scene.start();
        NODES.forEach(name -> {
            scene.await_("StatefulSet " + name, () -> pods.set(name).get() != null);
            pods.ready(name);
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
        Set<String> first = pods.wanted("weft:next");
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
        assertThat(pods.wanted("weft:later"))
                .as("what is away already is away no longer for it")
                .isEqualTo(first);
        for (int count = 1; count < NODES.size(); count++) {
            Set<String> done = pods.wanted("weft:later");
            waiting(done).forEach(waits -> reason(waits, "WaitingForTurn"));
            assertThat(pods.wanted("weft:test")).hasSize(NODES.size() - count);
            done.forEach(name -> pods.ready(name));
            awaitRenewed("weft:later", count + 1);
        }
        NODES.forEach(name -> pods.ready(name));
        NODES.forEach(name -> reason(name, "Running"));
    }

    @Test
    void a_node_that_is_broken_is_mended_at_once_and_counts_and_a_new_node_waits_for_nobody() {
        pods.gone("edge2");
        reason("edge2", "PodMissing");

        workload("edge1", "{image: 'weft:mended'}");
        assertThat(reason("edge1", "WaitingForTurn").message()).contains("1 of 3 is not ready");
        workload("edge2", "{image: 'weft:mended'}");
        workload("edge4", "{image: 'weft:mended'}");

        scene.await_("mended and made", () -> pods.wanted("weft:mended").equals(Set.of("edge2", "edge4")));
        pods.ready("edge2");
        reason("edge2", "Running");
        assertThat(pods.wanted("weft:mended"))
                .as("a new one is not ready yet either")
                .doesNotContain("edge1");
        pods.ready("edge4");
        scene.await_("its turn", () -> pods.wanted("weft:mended").contains("edge1"));
    }

    @Test
    void nodes_with_another_key_are_offline_until_they_are_renewed_and_so_wait_for_nobody_but_others_for_them() {
        pods.gone("edge2");
        reason("edge2", "PodMissing");

        Secret one = rotate("edge1");
        Secret three = rotate("edge3");

        scene.await_("renewed", () -> fingerprint(one).equals(told("edge1").get("weft.dev/node-key")));
        scene.await_("renewed", () -> fingerprint(three).equals(told("edge3").get("weft.dev/node-key")));
        pods.ready("edge2");
        reason("edge2", "Running");
        workload("edge2", "{image: 'weft:next'}");
        assertThat(reason("edge2", "WaitingForTurn").message()).contains("2 of 3 are being renewed");
    }

    @Test
    void pods_that_do_not_tell_their_key_are_left_until_it_changes_or_something_else_renews_them() {
        NODES.forEach(this::forgetKey);
        NODES.forEach(name -> scene.await_("remembered", () -> remembered(name) != null));
        NODES.forEach(name -> assertThat(told(name)).doesNotContainKey("weft.dev/node-key"));
        NODES.forEach(name -> pods.ready(name));
        NODES.forEach(name -> reason(name, "Running"));

        Secret rotated = rotate("edge1");
        scene.await_("renewed", () -> fingerprint(rotated).equals(told("edge1").get("weft.dev/node-key")));
        assertThat(remembered("edge1")).isNull();
        pods.ready("edge1");
        reason("edge1", "Running");

        workload("edge2", "{image: 'weft:next'}");
        scene.await_("renewed", () -> pods.wanted("weft:next").contains("edge2"));
        assertThat(told("edge2")).containsKey("weft.dev/node-key");
        assertThat(remembered("edge2")).isNull();
        assertThat(told("edge3")).doesNotContainKey("weft.dev/node-key");
    }

    private Secret rotate(String node) {
        Secret key = NodeKeySecret.make(Scene.PLANT, node, node, Map.of());
        scene.client.resource(key).update();
        return key;
    }

    private static String fingerprint(Secret key) {
        return NodeKeySecret.fingerprint(NodeKeySecret.publicKey(key).orElseThrow());
    }

    /** As operators of before made it. */
    private void forgetKey(String node) {
        Conflicts.retry(
                "edit of the StatefulSet",
                () -> pods.set(node).edit(each -> {
                    each.getSpec().getTemplate().getMetadata().setAnnotations(null);
                    each.getMetadata().getAnnotations().remove("weft.dev/template");
                    each.getMetadata().getAnnotations().put("weft.dev/applied", "of before");
                    return each;
                }));
    }

    /** What the pods of a node tell. */
    private Map<String, String> told(String node) {
        return Objects.requireNonNullElse(
                pods.set(node).get().getSpec().getTemplate().getMetadata().getAnnotations(), Map.of());
    }

    private @org.jspecify.annotations.Nullable String remembered(String node) {
        return pods.set(node).get().getMetadata().getAnnotations().get("weft.dev/node-key");
    }

    @Test
    void who_waits_has_a_turn_too_when_the_node_in_the_way_goes() {
        pods.gone("edge2");
        reason("edge2", "PodMissing");
        workload("edge1", "{image: 'weft:next'}");
        reason("edge1", "WaitingForTurn");

        scene.delete(FabricNode.class, "edge2");

        scene.await_("its turn", () -> pods.wanted("weft:next").contains("edge1"));
    }

    @Test
    void a_turn_is_over_when_the_pod_stayed_ready_and_the_node_is_online_as_it_was_before() {
        for (int number = 1; number <= NODES.size(); number++) {
            scene.awaitCondition(FabricNode.class, "edge" + number, Condition.ONLINE, Condition::isTrue);
        }
        pods.gone("edge2");
        reason("edge2", "PodMissing");
        workload("edge2", "{image: 'weft:next'}");
        scene.await_("renewed", () -> pods.wanted("weft:next").contains("edge2"));
        scene.fabric.setOnline(Scene.key(2), Completeness.OFFLINE);
        scene.awaitCondition(FabricNode.class, "edge2", Condition.ONLINE, each -> !each.isTrue());
        pods.ready("edge2", Instant.now().plus(1, ChronoUnit.HOURS));
        workload("edge1", "{image: 'weft:next'}");
        awaitWait("edge1", "edge2 is to stay ready for 30 s");

        pods.ready("edge2");
        awaitWait("edge1", "edge2 is not online at its master again yet");

        scene.fabric.setOnline(Scene.key(2), Completeness.COMPLETE);
        scene.await_("its turn", () -> pods.wanted("weft:next").contains("edge1"));
        pods.ready("edge1");
        scene.await_(
                "nothing is left to wait for",
                () -> NODES.stream()
                        .noneMatch(name -> pods.set(name)
                                .get()
                                .getMetadata()
                                .getAnnotations()
                                .containsKey("weft.dev/awaits-online")));
    }

    @Test
    void a_node_that_is_suspended_by_whatever_word_keeps_nobody_from_its_turn_and_is_left_as_it_is() {
        scene.layout("spare", "router9", "suspend: true\nvalues: {}");
        scene.edit(NodeLayout.class, Scene.PLANT, "spare", each -> {
            each.getSpec().put("nodeSelector", Map.of("matchLabels", Map.of("spare", "yes")));
            each.getMetadata().setGeneration(9L);
        });
        pods.gone("edge2");
        pods.gone("edge3");
        reason("edge2", "PodMissing");
        reason("edge3", "PodMissing");
        workload("edge1", "{image: 'weft:next'}");
        reason("edge1", "WaitingForTurn");

        scene.edit(
                FabricNode.class,
                Scene.PLANT,
                "edge3",
                each -> each.getMetadata().setLabels(Map.of("spare", "yes")));
        assertThat(reason("edge3", "Suspended").message()).contains("NodeLayout/spare");
        awaitWait("edge1", "1 of 2 is not ready");
        scene.apply(
                FabricNode.class,
                Scene.PLANT,
                "edge2",
                "",
                "mrealm: plant-a\nsuspend: true\nworkload: {image: 'weft:next'}");

        scene.await_("its turn", () -> pods.wanted("weft:next").equals(Set.of("edge1")));
        reason("edge2", "Suspended");

        scene.realm("{suspend: true}");
        scene.await_(
                "the whole fleet is",
                () -> "Suspended"
                        .equals(scene.condition(FabricNode.class, "edge1", Condition.WORKLOAD_READY)
                                .orElseThrow()
                                .reason()));
    }

    private void awaitWait(String node, String words) {
        scene.awaitCondition(
                FabricNode.class,
                node,
                Condition.WORKLOAD_READY,
                each -> "WaitingForTurn".equals(each.reason())
                        && String.valueOf(each.message()).contains(words));
    }

    @Test
    void what_makes_no_new_pod_waits_for_nobody() {
        pods.gone("edge2");
        reason("edge2", "PodMissing");

        Conflicts.retry(
                "edit of the StatefulSet",
                () -> pods.set("edge1").edit(each -> {
                    each.getSpec().setReplicas(3);
                    return each;
                }));
        workload("edge1", "{service: {ports: [{name: ws, port: 80}]}}");

        scene.await_("scaled back", () -> pods.set("edge1").get().getSpec().getReplicas() == 1);
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
        scene.await_(count + " with " + image, () -> pods.wanted(image).size() == count);
    }

    private static Set<String> waiting(Set<String> renewed) {
        Set<String> waiting = new TreeSet<>(NODES);
        waiting.removeAll(renewed);
        return waiting;
    }
}
