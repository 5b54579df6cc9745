package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.Fabric;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A master that goes and comes back, or does not let us in: what conditions say, and that it goes on by itself. */
@EnableKubernetesMockClient(crud = true)
class MasterIT {

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
    void a_master_that_goes_and_comes_back_is_told_and_what_was_written_meanwhile_is_done() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(Fabric.class, "default");

        scene.fabric.setReachable(false);

        Condition fabric = scene.awaitReason(Fabric.class, "default", Condition.READY, "FabricUnreachable");
        assertThat(fabric.message())
                .isEqualTo("the fabric cannot be reached, tried again by itself: connection refused");
        scene.awaitReason(ManagementRealm.class, "plant-a", Condition.SYNCED, "FabricUnreachable");
        assertThat(scene.condition(NodeLayout.class, "base", Condition.READY))
                .as("the nodes go on with what they have")
                .get()
                .matches(Condition::isTrue);
        scene.await_("the metric says so", () -> scene.get("/metrics").contains("weft_fabric_reachable 0.0"));
        scene.await_("an Event tells", () -> !scene.events("FabricUnreachable").isEmpty());
        scene.layout("base", "router2", "");
        scene.awaitReason(NodeLayout.class, "base", Condition.READY, "FabricUnreachable");

        scene.fabric.setReachable(true);

        scene.await_("it is done", () -> scene.fabric.has(Scene.worker(1, "router2")));
        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(Fabric.class, "default");
        scene.awaitReason(ManagementRealm.class, "plant-a", Condition.SYNCED, "InSync");
        scene.await_("the metric says so", () -> scene.get("/metrics").contains("weft_fabric_reachable 1.0"));
    }

    @Test
    void a_key_that_the_master_does_not_know_is_told_with_the_remedy_and_another_one_is_used_at_once() {
        String right = "22".repeat(32);
        scene.fabric.accept(right);
        scene.fabric("").fleet(1).start();

        Condition refused = scene.awaitReason(Fabric.class, "default", Condition.STALLED, "FabricRefused");
        assertThat(refused.message())
                .contains("wamp.error.authentication_failed")
                .contains("public half")
                .contains("spec.keySecret")
                .doesNotContain(Scene.KEY);
        scene.awaitReason(NodeLayout.class, "base", Condition.READY, "FabricRefused");
        scene.await_("an Event tells", () -> !scene.events("FabricRefused").isEmpty());
        assertThat(scene.fabric.performed()).isEmpty();

        scene.secret(Scene.SYSTEM, "admin", Map.of("admin.priv", right));

        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(Fabric.class, "default");
        assertThat(scene.condition(Fabric.class, "default", Condition.STALLED)).isEmpty();
    }

    @Test
    void what_is_no_key_is_told_without_a_word_of_it() {
        scene.fabric("");
        scene.secret(Scene.SYSTEM, "admin", Map.of("admin.priv", "hunter2 is no key"));
        scene.fleet(1).start();

        Condition stalled = scene.awaitReason(Fabric.class, "default", Condition.STALLED, "KeyInvalid");

        assertThat(stalled.message())
                .contains("weft-system/admin")
                .contains("weft keys generate")
                .doesNotContain("hunter2");
        scene.awaitReason(NodeLayout.class, "base", Condition.STALLED, "KeyInvalid");
    }

    @Test
    void a_master_that_lets_us_in_and_refuses_what_we_ask_for_is_told_as_that() {
        scene.fabric.refuseReads("wamp.error.not_authorized: session is not authorized to call 'get_realms'");
        scene.fabric("").fleet(1).start();

        Condition refused = scene.awaitReason(NodeLayout.class, "base", Condition.STALLED, "FabricRefused");
        assertThat(refused.message()).contains("get_realms").contains("role");

        scene.fabric.refuseReads("");

        scene.awaitReady(NodeLayout.class, "base");
    }

    @Test
    void an_action_that_is_refused_is_told_where_it_belongs_and_done_when_it_is_allowed() {
        scene.fabric.change(each -> each.refuse(Scene.worker(1, "router1")));
        scene.fabric("").fleet(2).start();

        Condition failed = scene.awaitReason(FabricNode.class, "edge1", Condition.READY, "ApplyFailed");
        assertThat(failed.message())
                .contains("create plant-a/edge1/worker/router1 failed")
                .contains("not for you")
                .contains("tried again");
        scene.awaitReady(FabricNode.class, "edge2");
        assertThat(scene.awaitReason(NodeLayout.class, "base", Condition.READY, "ApplyFailed")
                        .message())
                .contains("1/2 applied; on edge1");
        scene.await_("an Event tells", () -> !scene.events("ApplyFailed").isEmpty());

        scene.layout("base", "router2", "");

        scene.awaitReady(NodeLayout.class, "base");
    }
}
