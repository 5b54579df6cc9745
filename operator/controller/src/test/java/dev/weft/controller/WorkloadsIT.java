package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.key.NodeKeySecret;
import dev.weft.crd.resource.Fabric;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes that Kubernetes runs: what is made of {@code spec.workload}, adopted, told and deleted. */
@EnableKubernetesMockClient(crud = true)
class WorkloadsIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = new Scene(client);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void a_node_gets_a_key_a_stateful_set_and_a_service_and_is_paired_without_any_more_typing() {
        scene.fabric("").realm("{}");
        layout(8080);
        workload("{}");
        scene.start();

        await("StatefulSet", set());
        await("Service", service());
        Secret secret = scene.client
                .secrets()
                .inNamespace(Scene.PLANT)
                .withName("edge1-node-key")
                .get();
        assertThat(secret.getData()).containsOnlyKeys(NodeKeySecret.PRIVATE, NodeKeySecret.PUBLIC);
        assertThat(set().get()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getImage())
                .isEqualTo("weft:test");
        assertThat(service().get().getSpec().getPorts())
                .extracting(ServicePort::getName, ServicePort::getPort)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ws", 8080));
        scene.await_("paired", () -> scene.fabric.state().node(Scene.key(1)).isPresent());
        Condition missing = reason("PodMissing");
        assertThat(missing.status()).isEqualTo(Condition.UNKNOWN);

        new Pods(client).ready("edge1");

        assertThat(reason("Running").isTrue()).isTrue();
        scene.await_("an Event tells", () -> !scene.events("WorkloadReady").isEmpty());
        assertThat(scene.find(FabricNode.class, "edge1").orElseThrow().getSpec())
                .as("the key is not written into what the user wrote")
                .doesNotContainKey("publicKey");
    }

    @Test
    void what_changes_is_applied_and_nothing_is_applied_twice() {
        scene.fabric("").realm("{}");
        layout(8080);
        workload("{}");
        scene.start();
        await("Service", service());
        reason("PodMissing");
        String first = version(set());

        layout(9090);

        scene.await_(
                "the Service follows the layout",
                () -> service().get().getSpec().getPorts().stream().anyMatch(port -> port.getPort() == 9090));
        assertThat(version(set())).as("the pod does not depend on the layout").isEqualTo(first);

        workload("{resources: {limits: {memory: 2Gi}}, service: {ports: [{name: wamp, port: 80, targetPort: 9090}]}}");

        scene.await_(
                "the StatefulSet follows the spec",
                () -> new Quantity("2Gi")
                        .equals(set().get()
                                .getSpec()
                                .getTemplate()
                                .getSpec()
                                .getContainers()
                                .get(0)
                                .getResources()
                                .getLimits()
                                .get("memory")));
        scene.await_(
                "the Service follows the spec",
                () -> service().get().getSpec().getPorts().stream().anyMatch(port -> port.getPort() == 80));

        Conflicts.retry(
                "edit of the StatefulSet",
                () -> set().edit(each -> {
                    each.getSpec().setReplicas(3);
                    return each;
                }));

        scene.await_(
                "what somebody changed is changed back",
                () -> set().get().getSpec().getReplicas() == 1);
    }

    @Test
    void what_a_node_of_before_left_is_adopted_and_its_key_used() {
        scene.fabric("").realm("{}");
        workload("{}");
        scene.start();
        await("StatefulSet", set());
        scene.await_("paired", () -> scene.fabric.state().node(Scene.key(1)).isPresent());
        String uid = set().get().getMetadata().getUid();
        String key = key();

        scene.delete(FabricNode.class, "edge1");

        scene.awaitGone(FabricNode.class, "edge1");
        assertThat(set().get()).as("Orphan is the default").isNotNull();

        workload("{image: 'weft:other'}");

        scene.await_(
                "adopted",
                () -> set().get()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getImage()
                        .equals("weft:other"));
        assertThat(set().get().getMetadata().getUid()).isEqualTo(uid);
        assertThat(key()).isEqualTo(key);
    }

    @Test
    void what_is_not_ours_is_left_as_it_is_until_it_is_given_to_us() {
        scene.fabric("").realm("{}");
        layout(8080);
        scene.client
                .resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withNamespace(Scene.PLANT)
                        .withName("edge1")
                        .endMetadata()
                        .withNewSpec()
                        .withExternalName("elsewhere")
                        .withType("ExternalName")
                        .endSpec()
                        .build())
                .create();
        workload("{}");
        scene.start();

        Condition conflict = reason("ResourceConflict");
        assertThat(conflict.status()).isEqualTo(Condition.FALSE);
        assertThat(conflict.message()).contains("kubectl -n plant label service edge1 weft.dev/node=edge1");
        assertThat(service().get().getSpec().getExternalName()).isEqualTo("elsewhere");
        assertThat(set().get()).as("all or nothing").isNull();
        scene.await_("an Event tells", () -> !scene.events("ResourceConflict").isEmpty());
        Condition ready = scene.awaitCondition(
                FabricNode.class,
                "edge1",
                Condition.READY,
                each -> String.valueOf(each.message()).contains("workload: Service edge1 is there"));
        assertThat(ready.isTrue()).isFalse();

        Conflicts.retry(
                "edit of the Service",
                () -> service().edit(each -> {
                    each.getMetadata().setLabels(Map.of("weft.dev/node", "edge1"));
                    return each;
                }));

        await("StatefulSet", set());
    }

    @Test
    void a_key_that_is_not_the_written_one_is_told_and_nothing_runs_with_it() {
        scene.fabric("").realm("{}");
        Secret secret = NodeKeySecret.make(Scene.PLANT, "edge1", "edge1", Map.of());
        scene.client.resource(secret).create();
        scene.node(1, "workload: {}");
        scene.start();

        Condition mismatch = reason("KeyMismatch");
        assertThat(mismatch.message()).contains("remove spec.publicKey").contains("edge1-node-key");
        assertThat(set().get()).isNull();

        scene.client.resource(secret).delete();
        assertThat(reason("KeyMissing").message()).contains("create secret generic edge1-node-key");

        scene.secret(Scene.PLANT, "edge1-node-key", Map.of("key.priv", "nonsense"));
        Condition invalid = reason("KeyInvalid");
        assertThat(invalid.message()).doesNotContain("nonsense");
    }

    @Test
    void another_key_makes_another_pod_which_tells_nothing_of_its_secret_half() {
        scene.fabric("").realm("{}");
        workload("{}");
        scene.start();
        await("StatefulSet", set());
        Secret first = keySecret().get();
        assertThat(fingerprint())
                .as("of the key that was made, from the first pod on")
                .isEqualTo(
                        NodeKeySecret.fingerprint(NodeKeySecret.publicKey(first).orElseThrow()));

        Secret second = NodeKeySecret.make(Scene.PLANT, "edge1", "edge1", Map.of());
        scene.client.resource(second).update();

        String publicKey = NodeKeySecret.publicKey(second).orElseThrow();
        scene.await_("another pod", () -> NodeKeySecret.fingerprint(publicKey).equals(fingerprint()));

        // What is said about the same key in other words makes no other pod.
        String version = version(set());
        Secret same = keySecret().get();
        same.getData().remove(NodeKeySecret.PUBLIC);
        scene.client.resource(same).update();
        workload("{service: {ports: [{name: ws, port: 80}]}}");
        await("Service", service());
        assertThat(version(set())).isEqualTo(version);
    }

    private Resource<Secret> keySecret() {
        return scene.client.secrets().inNamespace(Scene.PLANT).withName("edge1-node-key");
    }

    private String fingerprint() {
        return String.valueOf(set().get()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get("weft.dev/node-key"));
    }

    @Test
    void the_authority_of_the_master_comes_to_the_node_without_any_key_and_goes_with_the_node() {
        scene.fabric("tls: {caSecret: {name: authority}}").realm("{}");
        scene.edit(Fabric.class, Scene.SYSTEM, "default", each -> each.getSpec().put("url", "wss://master/ws"));
        scene.secret(Scene.SYSTEM, "authority", Map.of("ca.crt", "somebody's notes"));
        scene.apply(
                FabricNode.class, Scene.PLANT, "edge1", "", "mrealm: plant-a\ndeletionPolicy: Delete\nworkload: {}");
        scene.start();
        assertThat(reason("AuthorityInvalid").message())
                .contains("'ca.crt' of Secret authority", "holds no certificate")
                .doesNotContain("notes");

        scene.secret(
                Scene.SYSTEM,
                "authority",
                Map.of("ca.crt", pem("PRIVATE KEY", "hush") + pem("CERTIFICATE", "one"), "tls.key", "hush"));

        await("StatefulSet", set());
        assertThat(copy().get().getData()).containsOnlyKeys("ca.crt");
        assertThat(copied()).isEqualTo(pem("CERTIFICATE", "one"));
        assertThat(set().get()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv())
                .anyMatch(each -> each.getName().equals("WEFT_FABRIC_CA"));
        reason("PodMissing");
        String version = version(set());

        String uid = copy().get().getMetadata().getUid();
        String two = pem("CERTIFICATE", "one") + pem("CERTIFICATE", "two");
        scene.secret(Scene.SYSTEM, "authority", Map.of("ca.crt", two));
        scene.await_("kept up to date", () -> two.equals(copied()));
        assertThat(copy().get().getMetadata().getUid())
                .as("made anew: there is no right to change a Secret")
                .isNotEqualTo(uid);
        assertThat(version(set())).as("the node reads the file anew").isEqualTo(version);

        scene.apply(FabricNode.class, Scene.PLANT, "edge1", "", "mrealm: plant-a\ndeletionPolicy: Delete");
        assertThat(reason("NotManaged").message())
                .endsWith("delete statefulset,service edge1; kubectl -n plant delete secret edge1-fabric-ca");
        scene.delete(FabricNode.class, "edge1");
        scene.awaitGone(FabricNode.class, "edge1");
        assertThat(copy().get()).isNull();
    }

    @Test
    void a_copy_of_the_authority_goes_when_it_is_not_used_any_more_and_is_nobody_elses() {
        scene.fabric("tls: {caSecret: {name: authority}}").realm("{}");
        scene.edit(Fabric.class, Scene.SYSTEM, "default", each -> each.getSpec().put("url", "wss://master/ws"));
        scene.secret(Scene.SYSTEM, "authority", Map.of("ca.crt", pem("CERTIFICATE", "one")));
        scene.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(Scene.PLANT)
                        .withName("edge1-fabric-ca")
                        .endMetadata()
                        .build())
                .create();
        workload("{}");
        scene.start();
        assertThat(reason("ResourceConflict").message())
                .contains("kubectl -n plant label secret edge1-fabric-ca weft.dev/node=edge1");
        assertThat(set().get()).isNull();
        copy().delete();
        workload("{podLabels: {team: line}}");
        await("StatefulSet", set());
        reason("PodMissing");

        scene.edit(Fabric.class, Scene.SYSTEM, "default", each -> {
            each.getSpec().put("url", "ws://master/ws");
            each.getMetadata().setGeneration(9L);
        });

        scene.await_("gone", () -> copy().get() == null);
        assertThat(set().get().getSpec().getTemplate().getSpec().getVolumes())
                .extracting(Volume::getName)
                .doesNotContain("fabric-ca");
    }

    private static String pem(String type, String body) {
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    /** What the copy says; empty while there is none. */
    private String copied() {
        Secret copy = copy().get();
        return copy == null
                ? ""
                : new String(Base64.getDecoder().decode(copy.getData().get("ca.crt")), StandardCharsets.UTF_8);
    }

    private Resource<Secret> copy() {
        return scene.client.secrets().inNamespace(Scene.PLANT).withName("edge1-fabric-ca");
    }

    @Test
    void why_a_pod_does_not_run_is_told_in_words() {
        scene.fabric("").realm("{}");
        workload("{image: 'registry/none:1'}");
        scene.start();
        await("StatefulSet", set());

        scene.client
                .resource(Pods.of("edge1")
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewCondition()
                        .withType("PodScheduled")
                        .withStatus("False")
                        .withLastTransitionTime("2026-01-01T00:00:00Z")
                        .withMessage("0/3 nodes are available: insufficient memory")
                        .endCondition()
                        .endStatus()
                        .build())
                .create();
        assertThat(reason("NotScheduled").message())
                .contains("since 2026-01-01T00:00:00Z")
                .contains("insufficient");

        scene.client
                .resource(Pods.of("edge1")
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewContainerStatus()
                        .withImage("registry/none:1")
                        .withNewState()
                        .withNewWaiting()
                        .withReason("ImagePullBackOff")
                        .withMessage("not found")
                        .endWaiting()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .update();
        assertThat(reason("ImagePullFailed").message())
                .contains("registry/none:1 cannot be pulled: not found")
                .contains("imagePullSecrets");
        scene.await_("an Event tells", () -> !scene.events("ImagePullFailed").isEmpty());
    }

    @Test
    void deletion_with_policy_delete_takes_all_but_the_claim_with_it_after_the_node_is_unpaired() {
        scene.fabric("").realm("{}");
        layout(8080);
        scene.apply(FabricNode.class, Scene.PLANT, "edge1", "", """
                mrealm: plant-a
                deletionPolicy: Delete
                workload: {}
                """);
        scene.start();
        await("Service", service());
        scene.await_("paired", () -> scene.fabric.state().node(Scene.key(1)).isPresent());

        scene.delete(FabricNode.class, "edge1");

        scene.awaitGone(FabricNode.class, "edge1");
        assertThat(scene.fabric.state().node(Scene.key(1))).isEmpty();
        assertThat(set().get()).isNull();
        assertThat(service().get()).isNull();
        assertThat(scene.client
                        .secrets()
                        .inNamespace(Scene.PLANT)
                        .withName("edge1-node-key")
                        .get())
                .isNull();
    }

    @Test
    void a_workload_that_is_removed_from_the_spec_goes_on_running_and_that_is_told() {
        scene.fabric("").realm("{}");
        workload("{}");
        scene.start();
        await("StatefulSet", set());
        reason("PodMissing");

        scene.apply(FabricNode.class, Scene.PLANT, "edge1", "", "mrealm: plant-a");

        assertThat(reason("NotManaged").message()).contains("delete statefulset,service edge1");
        assertThat(set().get()).isNotNull();
        assertThat(scene.fabric.state().node(Scene.key(1))).as("still paired").isPresent();
    }

    @Test
    void what_no_object_can_be_made_of_is_told_until_it_is_mended_and_a_retired_node_leaves_its_objects() {
        scene.fabric("").realm("{}");
        workload("{affinity: {nodeAffinity: everywhere}}");
        scene.start();
        assertThat(reason("Invalid").message()).contains("affinity");

        workload("{}");
        await("StatefulSet", set());
        reason("PodMissing");

        scene.apply(FabricNode.class, Scene.PLANT, "edge1", "", "mrealm: plant-a\nlifecycle: Retired\nworkload: {}");
        assertThat(reason("NotManaged").message()).contains("is retired", "delete statefulset,service edge1");
        assertThat(set().get()).isNotNull();
    }

    @Test
    void nothing_is_made_where_the_fabric_is_only_observed_or_the_right_is_missing() {
        scene.fabric("mode: Observe").realm("{}");
        workload("{}");
        scene.start();
        reason("Observing");
        assertThat(set().get()).isNull();

        scene.edit(Fabric.class, Scene.SYSTEM, "default", each -> {
            each.getSpec().remove("mode");
            each.getMetadata().setGeneration(9L);
        });
        await("StatefulSet", set());
    }

    @Test
    void without_the_right_to_run_nodes_that_is_told_and_deletions_go_through() {
        scene.withoutWorkloads().fabric("").realm("{}");
        scene.node(1, "deletionPolicy: Delete\nworkload: {}");
        scene.start();

        assertThat(reason("WorkloadsDisabled").message()).contains("workloads.enabled=true");
        assertThat(set().get()).isNull();

        scene.delete(FabricNode.class, "edge1");
        scene.awaitGone(FabricNode.class, "edge1");
    }

    private void workload(String workload) {
        scene.apply(FabricNode.class, Scene.PLANT, "edge1", "", "mrealm: plant-a\nworkload: " + workload);
    }

    private void layout(int port) {
        scene.apply(NodeLayout.class, Scene.PLANT, "base", "", """
                mrealm: plant-a
                nodeSelector: {}
                workers:
                - id: router1
                  type: router
                  transports:
                  - id: ws
                    type: websocket
                    endpoint: {type: tcp, port: %d}
                """.formatted(port));
    }

    private Condition reason(String reason) {
        return scene.awaitReason(FabricNode.class, "edge1", Condition.WORKLOAD_READY, reason);
    }

    private Resource<StatefulSet> set() {
        return scene.client.apps().statefulSets().inNamespace(Scene.PLANT).withName("edge1");
    }

    private Resource<Service> service() {
        return scene.client.services().inNamespace(Scene.PLANT).withName("edge1");
    }

    private void await(String what, Resource<? extends HasMetadata> resource) {
        scene.await_(what + " is there", () -> resource.get() != null);
    }

    private static String version(Resource<? extends HasMetadata> resource) {
        return resource.get().getMetadata().getResourceVersion();
    }

    private String key() {
        return String.valueOf(scene.client
                .secrets()
                .inNamespace(Scene.PLANT)
                .withName("edge1-node-key")
                .get()
                .getData()
                .get("key.priv"));
    }
}
