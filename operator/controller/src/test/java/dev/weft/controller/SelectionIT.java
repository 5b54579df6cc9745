package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.controller.resource.LabelSelector;
import dev.weft.controller.source.SourceSettings;
import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.FabricSource;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.WeftStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator looks at, what it leaves alone, and what it only looks at. */
@EnableKubernetesMockClient(crud = true)
class SelectionIT {

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
    void only_resources_with_the_labels_are_looked_at_and_a_label_that_comes_counts() {
        scene.fabric("");
        label(ManagementRealm.class, "plant-a", "{}");
        scene.apply(
                FabricNode.class,
                Scene.PLANT,
                "edge1",
                "labels: {team: a}",
                "{mrealm: plant-a, publicKey: \"" + dev.weft.engine.sim.RandomFleet.key(1) + "\"}");
        label(NodeLayout.class, "base", "{mrealm: plant-a, nodeSelector: {}, workers: [{id: r1, type: router}]}");
        scene.layout("other", "router2", "");
        scene.selecting("team=a").start();

        scene.awaitReady(NodeLayout.class, "base");

        assertThat(scene.status(NodeLayout.class, "other")).isEqualTo(WeftStatus.EMPTY);
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isFalse();

        scene.edit(
                NodeLayout.class,
                Scene.PLANT,
                "other",
                each -> each.getMetadata().setLabels(java.util.Map.of("team", "a")));

        assertThat(scene.awaitReady(NodeLayout.class, "other").message()).isEqualTo("1/1 applied");
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isTrue();
    }

    @Test
    void only_sources_with_the_labels_are_followed(@TempDir Path folder) {
        scene.fabric("");
        String spec = "{url: /nowhere, path: fleet, interval: 1s}";
        scene.apply(FabricSource.class, Scene.PLANT, "others", "", spec);
        label(FabricSource.class, "ours", spec);
        scene.selecting("team=a")
                .following(SourceSettings.of(folder, 1024 * 1024).selecting(new LabelSelector("team=a")))
                .start();

        scene.awaitReason(FabricSource.class, "ours", Condition.READY, "Invalid");

        assertThat(scene.status(FabricSource.class, "others")).isEqualTo(WeftStatus.EMPTY);
    }

    private <R extends dev.weft.crd.resource.WeftResource> void label(Class<R> type, String name, String spec) {
        scene.apply(type, Scene.PLANT, name, "labels: {team: a}", spec);
    }

    @Test
    void only_the_namespaces_that_are_named_are_watched_and_the_fabric_of_the_operators_own() {
        scene.fabric("").fleet(1);
        scene.apply(ManagementRealm.class, "zone", "plant-z", "", "{}");
        scene.watching(Set.of(Scene.PLANT)).start();

        scene.awaitReady(NodeLayout.class, "base");
        scene.awaitReady(ManagementRealm.class, "plant-a");

        assertThat(client.resources(ManagementRealm.class)
                        .inNamespace("zone")
                        .withName("plant-z")
                        .get()
                        .getStatus())
                .isNull();
        assertThat(scene.fabric.state().realm("plant-z")).isEmpty();
    }

    @Test
    void a_suspended_layout_leaves_its_nodes_as_they_are_and_goes_on_afterwards() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");

        scene.layout("base", "router2", "suspend: true");

        Condition paused = scene.awaitCondition(NodeLayout.class, "base", Condition.PAUSED, Condition::isTrue);
        assertThat(paused.message()).contains("NodeLayout/base says suspend").contains("remove it to go on");
        Condition waits = scene.awaitReason(FabricNode.class, "edge1", Condition.READY, "Suspended");
        assertThat(waits.message()).contains("while it is suspended");
        scene.fabric.change(each -> each.tell(Scene.key(1)));
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isFalse();
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();

        scene.layout("base", "router2", "");

        scene.await_("it goes on", () -> scene.fabric.has(Scene.worker(1, "router2")));
        scene.awaitReady(NodeLayout.class, "base");
        assertThat(scene.condition(NodeLayout.class, "base", Condition.PAUSED)).isEmpty();
    }

    @Test
    void an_approval_counts_for_the_plan_that_it_names_and_for_no_other() {
        scene.fabric("mode: Observe").fleet(1).start();
        String first = awaitPlan("");

        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/approve", "000000000000");
        scene.layout("base", "router2", "");
        String second = awaitPlan(first);
        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/approve", first);
        scene.layout("base", "router3", "");
        String third = awaitPlan(second);
        assertThat(scene.fabric.performed())
                .as("neither was the plan that waits")
                .isEmpty();

        scene.annotate(ManagementRealm.class, "plant-a", "weft.dev/approve", third);

        scene.awaitReady(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router3"))).isTrue();
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isFalse();
        int done = scene.fabric.performed().size();
        scene.layout("base", "router4", "");
        awaitPlan(third);
        assertThat(scene.fabric.performed()).as("what comes later waits again").hasSize(done);
    }

    /** The hash of a plan that waits and is another one. */
    private String awaitPlan(String before) {
        scene.await_("a plan waits", () -> {
            var plan = scene.status(ManagementRealm.class, "plant-a").plan();
            return plan != null && "AwaitingApproval".equals(plan.state()) && !before.equals(plan.hash());
        });
        return Objects.requireNonNull(Objects.requireNonNull(
                        scene.status(ManagementRealm.class, "plant-a").plan())
                .hash());
    }
}
