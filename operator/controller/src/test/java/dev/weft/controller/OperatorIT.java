package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.Fabric;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.Condition;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.ObjectPath;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a resource to the fabric and back to its status. */
@EnableKubernetesMockClient(crud = true)
class OperatorIT {

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init") // set by the extension
    KubernetesClient client;

    private Scene scene;

    @BeforeEach
    void set() {
        scene = new Scene(client);
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void what_is_applied_becomes_live_and_ready() {
        scene.fabric("").fleet(2).start();

        Condition ready = scene.awaitReady(NodeLayout.class, "base");

        assertThat(ready.message()).contains("2/2 applied");
        assertThat(ready.observedGeneration()).isEqualTo(1);
        assertThat(scene.status(NodeLayout.class, "base").nodes()).isEqualTo("2/2 applied");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
        assertThat(scene.fabric.has(Scene.worker(2, "router1"))).isTrue();
        scene.awaitReady(FabricNode.class, "edge1");
        assertThat(scene.status(FabricNode.class, "edge1").externalId()).isEqualTo("oid-plant-a/edge1");
        scene.awaitReady(ManagementRealm.class, "plant-a");
        assertThat(scene.status(ManagementRealm.class, "plant-a").nodes()).isEqualTo("2/2 nodes online");
        scene.awaitReady(Fabric.class, "default");
        assertThat(Scene.hasFinalizer(scene.find(NodeLayout.class, "base").orElseThrow()))
                .isTrue();
        assertThat(Scene.hasFinalizer(scene.find(FabricNode.class, "edge1").orElseThrow()))
                .as("nothing is removed when a node's document goes")
                .isFalse();
        scene.await_("an Event tells", () -> !scene.events("Applied").isEmpty());
    }

    @Test
    void a_mistake_stalls_its_resource_names_the_remedy_and_holds_the_others_up_without_touching_the_fleet() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");

        scene.layout("other", "router2", "transports: [{id: ws}]");

        Condition stalled = scene.awaitCondition(NodeLayout.class, "other", Condition.STALLED, Condition::isTrue);
        assertThat(stalled.reason()).isEqualTo("Invalid");
        assertThat(stalled.message()).contains("transports");
        Condition held = scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "HeldUp");
        assertThat(held.message()).contains("NodeLayout/other");
        assertThat(scene.condition(NodeLayout.class, "base", Condition.READY))
                .as("it goes on as it was")
                .get()
                .matches(Condition::isTrue);
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
        scene.await_("an Event tells", () -> !scene.events("Invalid").isEmpty());

        scene.layout("other", "router2", "");

        scene.awaitReady(NodeLayout.class, "other");
        scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "InSync");
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isTrue();
    }

    @Test
    void a_value_out_of_range_is_told_with_its_worker_and_on_a_node_with_the_layout_that_has_the_field() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        String field = "worker 'router1'%s: transports[0].endpoint.port: expected an integer, 0 to 65535, got 70000 (";

        portOfLayout("70000", "{}");
        awaitInvalid(NodeLayout.class, "base", field.formatted(""));
        portOfLayout("$(values.port)", "{port: {type: integer, default: 8080}}");
        scene.awaitReady(NodeLayout.class, "base");

        scene.node(1, "values: {port: 70000}");
        awaitInvalid(FabricNode.class, "edge1", field.formatted(" of NodeLayout/base, with this node's values"));
    }

    private void portOfLayout(String port, String values) {
        scene.apply(NodeLayout.class, Scene.PLANT, "base", "", """
                mrealm: plant-a
                nodeSelector: {}
                values: %s
                workers:
                - id: router1
                  type: router
                  transports: [{id: ws, type: websocket, endpoint: {type: tcp, port: %s}}]
                """.formatted(values, port));
    }

    private <R extends WeftResource> void awaitInvalid(Class<R> type, String name, String begins) {
        scene.awaitCondition(
                type,
                name,
                Condition.READY,
                each -> "Invalid".equals(each.reason())
                        && String.valueOf(each.message()).startsWith(begins));
    }

    @Test
    void an_edit_is_planned_and_carried_out() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");

        scene.layout("base", "router9", "");

        Condition ready = scene.awaitCondition(
                NodeLayout.class,
                "base",
                Condition.READY,
                each -> each.isTrue() && Long.valueOf(2).equals(each.observedGeneration()));
        assertThat(ready.message()).contains("1/1 applied");
        scene.await_("the new worker runs", () -> scene.fabric.has(Scene.worker(1, "router9")));
        scene.await_("the old one does not", () -> !scene.fabric.has(Scene.worker(1, "router1")));
    }

    @Test
    void a_secret_that_is_missing_is_named_and_one_that_comes_or_changes_is_used_at_once() {
        scene.fabric("").realm("{}");
        scene.node(1, "");
        scene.apply(NodeLayout.class, Scene.PLANT, "base", "", """
                mrealm: plant-a
                nodeSelector: {}
                workers:
                - id: router1
                  type: router
                  realms:
                  - name: line
                    roles:
                    - {name: hmi, permissions: []}
                  transports:
                  - id: ws
                    type: websocket
                    endpoint: {type: tcp, port: 8080}
                    auth:
                      ticket:
                        type: static
                        principals:
                          hmi: {role: hmi, ticket: $(secret.hmi/ticket)}
                """);
        scene.start();

        Condition missing = scene.awaitReason(NodeLayout.class, "base", Condition.STALLED, "SecretMissing");
        assertThat(missing.message())
                .contains("plant/hmi")
                .contains("'ticket'")
                .contains("kubectl -n plant create secret");

        scene.secret(Scene.PLANT, "hmi", Map.of("ticket", "first-secret-value"));
        scene.awaitReady(NodeLayout.class, "base");
        int before = scene.fabric.performed().size();

        scene.secret(Scene.PLANT, "hmi", Map.of("ticket", "second-secret-value"));
        scene.await_(
                "the transport is made anew", () -> scene.fabric.performed().size() > before);
        scene.awaitReady(NodeLayout.class, "base");
        String everything = client.getKubernetesSerialization()
                .asYaml(client.resources(NodeLayout.class).inAnyNamespace().list());
        assertThat(everything).doesNotContain("secret-value");
    }

    @Test
    void a_node_that_is_away_holds_up_nothing_and_goes_on_when_it_is_back() {
        scene.fabric("").fleet(2).start();
        scene.awaitReady(NodeLayout.class, "base");

        scene.fabric.setOnline(Scene.key(2), Completeness.OFFLINE);

        Condition online = scene.awaitCondition(
                FabricNode.class, "edge2", Condition.ONLINE, each -> "False".equals(each.status()));
        assertThat(online.message()).contains("no uplink").contains("Start the node");
        scene.await_(
                "the layout says so",
                () -> "1/2 applied, 1 offline"
                        .equals(scene.status(NodeLayout.class, "base").nodes()));
        assertThat(scene.condition(NodeLayout.class, "base", Condition.READY))
                .get()
                .matches(Condition::isTrue);
        scene.await_("an Event tells", () -> !scene.events("NodeOffline").isEmpty());

        scene.layout("base", "router9", "");
        scene.await_("the other one is done", () -> scene.fabric.has(Scene.worker(1, "router9")));
        scene.fabric.setOnline(Scene.key(2), Completeness.COMPLETE);

        scene.awaitCondition(FabricNode.class, "edge2", Condition.ONLINE, Condition::isTrue);
        scene.await_("it is done too", () -> scene.fabric.has(Scene.worker(2, "router9")));
        scene.await_("an Event tells", () -> !scene.events("NodeOnline").isEmpty());
    }

    @Test
    void a_master_that_is_missing_is_a_condition_and_is_used_when_it_comes() {
        scene.fabric.setReachable(false);
        scene.fabric("").fleet(1).start();

        Condition ready = scene.awaitReason(NodeLayout.class, "base", Condition.READY, "FabricUnreachable");
        assertThat(ready.message()).contains("connection refused").contains("tried again");
        scene.awaitReason(Fabric.class, "default", Condition.READY, "FabricUnreachable");

        scene.fabric.setReachable(true);

        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(Fabric.class, "default");
    }

    @Test
    void without_a_fabric_or_its_key_everything_says_what_to_do_and_goes_on_by_itself() {
        scene.fleet(1).start();

        Condition missing = scene.awaitReason(NodeLayout.class, "base", Condition.STALLED, "FabricMissing");
        assertThat(missing.message()).contains("Fabric/default").contains(Scene.SYSTEM);

        scene.apply(Fabric.class, Scene.SYSTEM, "default", "", """
                url: ws://master:9000/ws
                keySecret: {name: admin, key: admin.priv}
                allowedNamespaces: ["*"]
                """);
        Condition secret = scene.awaitReason(Fabric.class, "default", Condition.STALLED, "SecretMissing");
        assertThat(secret.message()).contains("weft-system/admin").contains("kubectl");

        scene.key();
        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(Fabric.class, "default");

        scene.apply(Fabric.class, Scene.SYSTEM, "default", "", """
                url: wss://master:9000/ws
                keySecret: {name: admin, key: admin.priv}
                tls: {caSecret: {name: authority}}
                allowedNamespaces: ["*"]
                """);
        Condition authority = scene.awaitReason(Fabric.class, "default", Condition.STALLED, "SecretMissing");
        assertThat(authority.message()).contains("weft-system/authority").contains("--from-file=ca.crt");
    }

    @Test
    void a_key_as_a_path_is_refused_in_a_resource() {
        scene.apply(Fabric.class, Scene.SYSTEM, "default", "", "url: ws://master/ws\nkey: /etc/passwd\n");
        scene.start();

        Condition stalled = scene.awaitReason(Fabric.class, "default", Condition.STALLED, "FabricInvalid");
        assertThat(stalled.message()).contains("spec.keySecret").doesNotContain("passwd");
    }

    @Test
    void a_namespace_must_be_admitted_and_a_realm_belongs_to_who_declared_it_first() {
        scene.fabric("").fleet(1);
        scene.start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.apply(ManagementRealm.class, "zone", "plant-a", "", "{}");

        scene.await_("the second one is told", () -> {
            var status = client.resources(ManagementRealm.class)
                    .inNamespace("zone")
                    .withName("plant-a")
                    .get()
                    .getStatus();
            return status != null
                    && status.condition(Condition.STALLED)
                            .filter(each -> "ResourceConflict".equals(each.reason()))
                            .isPresent();
        });
        assertThat(scene.condition(ManagementRealm.class, "plant-a", Condition.READY))
                .get()
                .matches(Condition::isTrue);

        scene.edit(Fabric.class, Scene.SYSTEM, "default", each -> {
            each.getSpec().put("allowedNamespaces", java.util.List.of());
            each.getMetadata().setGeneration(2L);
        });
        Condition held = scene.awaitReason(NodeLayout.class, "base", Condition.STALLED, "NamespaceNotAllowed");
        assertThat(held.message()).contains("spec.allowedNamespaces");
    }

    @Test
    void a_suspended_node_is_paused_and_goes_on_afterwards() {
        scene.fabric("").realm("{}");
        scene.node(1, "suspend: true");
        scene.layout("base", "router1", "");
        scene.start();

        Condition paused = scene.awaitCondition(FabricNode.class, "edge1", Condition.PAUSED, Condition::isTrue);
        assertThat(paused.message()).contains("FabricNode/edge1");
        assertThat(scene.fabric.performed()).extracting(each -> each.path()).containsOnly(ObjectPath.mrealm("plant-a"));

        scene.node(1, "");
        scene.awaitReady(FabricNode.class, "edge1");
        assertThat(scene.condition(FabricNode.class, "edge1", Condition.PAUSED)).isEmpty();
    }

    @Test
    void an_observed_fabric_gets_a_plan_and_nothing_else_until_it_is_approved() {
        scene.fabric("mode: Observe").fleet(1).start();

        Condition synced = scene.awaitReason(ManagementRealm.class, "plant-a", Condition.SYNCED, "AwaitingApproval");
        var plan = Objects.requireNonNull(
                scene.status(ManagementRealm.class, "plant-a").plan());
        assertThat(plan.summary()).contains("plant-a/edge1/worker/router1");
        assertThat(synced.message()).contains(plan.hash());
        assertThat(scene.fabric.performed()).isEmpty();
        scene.await_("an Event tells", () -> !scene.events("PlanAwaitsApproval").isEmpty());
        assertThat(scene.events("PlanAwaitsApproval").get(0).getMessage()).contains("weft.dev/approve=" + plan.hash());

        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/approve", "000000000000");
        scene.awaitCondition(
                ManagementRealm.class,
                "plant-a",
                Condition.SYNCED,
                each -> String.valueOf(each.message()).contains("000000000000, is not this plan's"));
        assertThat(scene.fabric.performed()).isEmpty();

        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/approve", Objects.requireNonNull(plan.hash()));

        scene.awaitReady(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
        scene.awaitReason(ManagementRealm.class, "plant-a", Condition.SYNCED, "InSync");
    }

    @Test
    void drift_is_healed_and_a_status_that_says_the_same_is_not_written_again() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(FabricNode.class, "edge1");
        scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "InSync");

        scene.fabric.change(each -> {
            each.remove(Scene.worker(1, "router1"));
            each.tell(Scene.key(1));
        });
        scene.await_("it is healed", () -> scene.fabric.has(Scene.worker(1, "router1")));
        scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "InSync");
        scene.awaitReady(FabricNode.class, "edge1");

        String version = scene.find(FabricNode.class, "edge1")
                .orElseThrow()
                .getMetadata()
                .getResourceVersion();
        int reads = scene.fabric.reads();
        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/reconcile", "now");
        scene.await_("everything is read again", () -> scene.fabric.reads() > reads);
        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/reconcile", "once more");
        scene.await_("and again", () -> scene.fabric.reads() > reads + 1);
        assertThat(scene.find(FabricNode.class, "edge1")
                        .orElseThrow()
                        .getMetadata()
                        .getResourceVersion())
                .isEqualTo(version);
    }

    @Test
    void a_status_that_could_not_be_written_is_written_later() {
        server.expect()
                .patch()
                .withPath("/apis/weft.dev/v1alpha1/namespaces/plant/nodelayouts/base/status")
                .andReturn(409, "{\"kind\":\"Status\",\"code\":409,\"message\":\"conflict\"}")
                .times(3);
        scene.fabric("").fleet(1).start();

        scene.awaitReady(NodeLayout.class, "base");
    }

    @Test
    void health_readiness_and_metrics_are_served() throws Exception {
        scene.fabric("").fleet(2).start();
        scene.awaitReady(NodeLayout.class, "base");

        assertThat(scene.get("/healthz")).isEqualTo("200 ok\n");
        assertThat(scene.get("/readyz")).isEqualTo("200 ok\n");
        scene.await_("the metrics say so", () -> scene.get("/metrics").contains("weft_nodes{state=\"online\"} 2.0"));
        assertThat(scene.get("/metrics"))
                .contains("weft_fleets 1.0")
                .contains("weft_fabric_reachable 1.0")
                .contains("weft_leader 1.0")
                .contains("weft_actions_total{outcome=\"done\"}")
                .contains("weft_reconciles_total{kind=\"NodeLayout\",outcome=\"done\"}")
                .contains("weft_reconcile_queue")
                .contains("jvm_memory_used_bytes");
    }
}
