package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deletions that look like a mistake are held; and our finalizer is there exactly as long as there is something to remove. */
class DeletionGuardIT {

    private final TroubledServer server = new TroubledServer();
    private final Scene scene = new Scene(server.people(), server.operator());

    @AfterEach
    void end() {
        scene.close();
        server.close();
    }

    @Test
    void a_namespace_that_is_being_deleted_takes_nothing_down_with_it() {
        var namespace = scene.client.resource(new NamespaceBuilder()
                .withNewMetadata()
                .withName(Scene.PLANT)
                .addToFinalizers("example.com/test")
                .endMetadata()
                .build());
        namespace.create();
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        int before = scene.fabric.performed().size();

        namespace.delete();
        scene.delete(NodeLayout.class, "base");

        Condition held = scene.awaitCondition(NodeLayout.class, "base", Condition.DELETION_HELD, Condition::isTrue);
        assertThat(held.message())
                .contains("namespace plant is being deleted")
                .contains("nothing is stopped")
                .contains("weft.dev/confirm-deletion=\"true\"");
        assertThat(scene.fabric.performed()).hasSize(before);

        scene.annotate(NodeLayout.class, "base", "weft.dev/confirm-deletion", "true");

        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isFalse();
    }

    @Test
    void a_definition_that_is_being_deleted_takes_nothing_down_with_it_and_a_restart_changes_nothing() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        var definition = scene.client.resource(new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("nodelayouts.weft.dev")
                .addToFinalizers("example.com/test")
                .endMetadata()
                .withNewSpec()
                .withGroup("weft.dev")
                .withScope("Namespaced")
                .withNewNames()
                .withKind("NodeLayout")
                .withPlural("nodelayouts")
                .endNames()
                .addNewVersion()
                .withName("v1alpha1")
                .withNewSubresources()
                .withNewStatus()
                .endStatus()
                .endSubresources()
                .endVersion()
                .endSpec()
                .build());
        definition.create();
        definition.delete();
        scene.delete(NodeLayout.class, "base");

        Condition held = scene.awaitCondition(NodeLayout.class, "base", Condition.DELETION_HELD, Condition::isTrue);
        assertThat(held.message()).contains("the definition of NodeLayout is being deleted");

        scene.operator().close();
        server.refuse(each -> each.getPath().contains("customresourcedefinitions"), 403);
        scene.start();
        scene.awaitReady(FabricNode.class, "edge1");

        assertThat(scene.condition(NodeLayout.class, "base", Condition.DELETION_HELD))
                .as("it was held before")
                .get()
                .matches(Condition::isTrue);
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
    }

    @Test
    void where_namespaces_and_definitions_may_not_be_looked_at_the_number_of_deletions_counts_also_one_after_another() {
        server.refuse(each -> each.getPath().matches(".*/(namespaces/plant|customresourcedefinitions/[^/]*)"), 403);
        scene.fabric("").fleet(1);
        scene.layout("second", "router2", "");
        scene.layout("third", "router3", "");
        scene.start();
        for (String name : new String[] {"base", "second", "third"}) {
            scene.awaitReady(NodeLayout.class, name);
        }

        scene.delete(NodeLayout.class, "base");
        scene.awaitGone(NodeLayout.class, "base");
        scene.delete(NodeLayout.class, "second");
        scene.awaitGone(NodeLayout.class, "second");
        scene.delete(NodeLayout.class, "third");

        Condition held = scene.awaitCondition(NodeLayout.class, "third", Condition.DELETION_HELD, Condition::isTrue);
        assertThat(held.message())
                .contains("3 of 3 resources of kind NodeLayout")
                .contains("10 minutes");
        assertThat(scene.fabric.has(Scene.worker(1, "router3"))).isTrue();
        scene.await_("an Event tells", () -> !scene.events("DeletionHeld").isEmpty());

        scene.annotate(NodeLayout.class, "third", "weft.dev/confirm-deletion", "true");
        scene.awaitGone(NodeLayout.class, "third");
    }

    @Test
    void what_was_never_valid_goes_at_once_and_what_was_valid_takes_its_last_valid_state_along() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.layout("never", "router2", "transports: [{id: ws}]");
        scene.awaitCondition(NodeLayout.class, "never", Condition.STALLED, Condition::isTrue);
        assertThat(Scene.hasFinalizer(scene.find(NodeLayout.class, "never").orElseThrow()))
                .as("there is nothing of it to remove")
                .isFalse();

        scene.delete(NodeLayout.class, "never");
        scene.awaitGone(NodeLayout.class, "never");
        scene.awaitReason(NodeLayout.class, "base", Condition.SYNCED, "InSync");

        scene.layout("base", "router1", "transports: [{id: ws}]");
        scene.awaitCondition(NodeLayout.class, "base", Condition.STALLED, Condition::isTrue);
        scene.delete(NodeLayout.class, "base");

        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isFalse();
    }

    @Test
    void the_finalizer_comes_and_goes_with_the_policy() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.await_("a layout has it", () -> has(NodeLayout.class, "base"));
        assertThat(has(FabricNode.class, "edge1")).isFalse();

        scene.layout("base", "router1", "deletionPolicy: Orphan");
        scene.node(1, "deletionPolicy: Delete");

        scene.await_("the layout has none", () -> !has(NodeLayout.class, "base"));
        scene.await_("the node has one", () -> has(FabricNode.class, "edge1"));
        scene.awaitReady(FabricNode.class, "edge1");
    }

    @Test
    void deleted_while_the_master_is_away_it_goes_when_it_is_back() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.fabric.setReachable(false);

        scene.delete(NodeLayout.class, "base");

        Condition waits = scene.awaitCondition(
                NodeLayout.class,
                "base",
                Condition.RECONCILING,
                each -> String.valueOf(each.message()).contains("the fabric cannot be reached: connection refused"));
        assertThat(waits.reason()).isEqualTo("Deleting");

        scene.fabric.setReachable(true);

        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isFalse();
    }

    private <R extends dev.weft.crd.resource.WeftResource> boolean has(Class<R> type, String name) {
        return scene.find(type, name).filter(Scene::hasFinalizer).isPresent();
    }
}
