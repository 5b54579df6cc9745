package dev.weft.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.crd.resource.FabricNode;
import dev.weft.crd.resource.ManagementRealm;
import dev.weft.crd.resource.NodeLayout;
import dev.weft.crd.status.Condition;
import dev.weft.engine.apply.Command;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.ObjectPath;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the deletion of a resource does, and what it does not. */
@EnableKubernetesMockClient(crud = true)
class DeletionIT {

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
    void a_layout_takes_what_it_put_onto_the_nodes_with_it() {
        scene.fabric("").fleet(2).start();
        scene.awaitReady(NodeLayout.class, "base");

        scene.delete(NodeLayout.class, "base");

        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isFalse();
        assertThat(scene.fabric.has(Scene.worker(2, "router1"))).isFalse();
        scene.awaitReason(FabricNode.class, "edge1", Condition.READY, "Unmanaged");
    }

    @Test
    void everything_at_once_orphans_nodes_and_realm_and_still_takes_the_layout_away() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");

        deleteAtOnce();

        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isFalse();
        assertThat(scene.fabric.state().node(Scene.key(1))).as("still paired").isPresent();
    }

    @Test
    void a_node_that_is_unpaired_is_emptied_first_by_a_layout_that_goes_with_it() {
        scene.fabric("").realm("deletionPolicy: Delete");
        scene.node(1, "deletionPolicy: Delete");
        scene.layout("base", "router1", "");
        scene.start();
        scene.awaitReady(NodeLayout.class, "base");

        deleteAtOnce();

        assertThat(scene.fabric.performed().stream().filter(Command.Stop.class::isInstance))
                .extracting(Command::path)
                .containsExactly(Scene.worker(1, "router1"), Scene.key(1).path(), ObjectPath.mrealm("plant-a"));
    }

    @Test
    void a_node_that_is_emptied_does_not_wait_for_another_that_is_away_and_one_that_stays_away_goes_in_the_end() {
        scene.withShortDeadline().fabric("").realm("{}");
        scene.node(1, "deletionPolicy: Delete");
        scene.node(2, "deletionPolicy: Delete");
        scene.layout("base", "router1", "");
        scene.start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.fabric.setOnline(Scene.key(2), Completeness.OFFLINE);
        scene.awaitCondition(FabricNode.class, "edge2", Condition.ONLINE, each -> !each.isTrue());

        scene.delete(NodeLayout.class, "base");
        scene.delete(FabricNode.class, "edge1");

        scene.awaitGone(FabricNode.class, "edge1");
        assertThat(scene.fabric.performed().stream().filter(Command.Stop.class::isInstance))
                .extracting(Command::path)
                .containsExactly(Scene.worker(1, "router1"), Scene.key(1).path());
        assertThat(scene.find(NodeLayout.class, "base"))
                .as("it waits for the one that is away")
                .isPresent();

        scene.delete(FabricNode.class, "edge2");

        scene.awaitGone(FabricNode.class, "edge2");
        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.state().node(Scene.key(2))).isEmpty();
    }

    @Test
    void a_node_and_a_realm_that_say_so_are_removed_from_the_master_the_realm_last() {
        scene.fabric("").realm("deletionPolicy: Delete");
        scene.node(1, "deletionPolicy: Delete");
        scene.start();
        scene.awaitReady(FabricNode.class, "edge1");
        scene.awaitReady(ManagementRealm.class, "plant-a");

        scene.delete(ManagementRealm.class, "plant-a");
        Condition waits = scene.awaitCondition(
                ManagementRealm.class,
                "plant-a",
                Condition.RECONCILING,
                each -> String.valueOf(each.message()).contains("FabricNode/edge1"));
        assertThat(waits.message()).contains("delete what names it first");

        scene.delete(FabricNode.class, "edge1");

        scene.awaitGone(FabricNode.class, "edge1");
        scene.awaitGone(ManagementRealm.class, "plant-a");
        assertThat(scene.fabric.state().realm("plant-a")).isEmpty();
    }

    @Test
    void many_at_once_are_held_and_nothing_is_stopped_until_somebody_confirms() {
        scene.fabric("").fleet(1);
        scene.layout("second", "router2", "");
        scene.layout("third", "router3", "");
        scene.start();
        for (String name : new String[] {"base", "second", "third"}) {
            scene.awaitReady(NodeLayout.class, name);
        }
        int before = scene.fabric.performed().size();

        for (String name : new String[] {"base", "second", "third"}) {
            scene.delete(NodeLayout.class, name);
        }

        Condition held = scene.awaitCondition(NodeLayout.class, "third", Condition.DELETION_HELD, Condition::isTrue);
        assertThat(held.message())
                .contains("3 of 3")
                .contains("nothing is stopped")
                .contains("weft.dev/confirm-deletion");
        scene.awaitCondition(NodeLayout.class, "base", Condition.DELETION_HELD, Condition::isTrue);
        scene.await_("an Event tells", () -> !scene.events("DeletionHeld").isEmpty());
        assertThat(scene.fabric.performed()).hasSize(before);

        scene.annotate(NodeLayout.class, "second", "weft.dev/confirm-deletion", "true");

        scene.awaitGone(NodeLayout.class, "second");
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isFalse();
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
    }

    @Test
    void what_is_abandoned_goes_at_once_and_leaves_everything() {
        scene.fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        int before = scene.fabric.performed().size();
        scene.annotate(NodeLayout.class, "base", "weft.dev/abandon", "true");

        scene.delete(NodeLayout.class, "base");

        scene.awaitGone(NodeLayout.class, "base");
        scene.awaitReason(FabricNode.class, "edge1", Condition.READY, "Unmanaged");
        assertThat(scene.fabric.performed()).hasSize(before);
    }

    @Test
    void with_the_master_away_a_deletion_is_tried_to_its_deadline_and_can_be_abandoned() {
        scene.withShortDeadline().fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.fabric.setReachable(false);

        scene.delete(NodeLayout.class, "base");

        Condition blocked =
                scene.awaitCondition(NodeLayout.class, "base", Condition.DELETION_BLOCKED, Condition::isTrue);
        assertThat(blocked.message()).contains("weft.dev/abandon");
        scene.await_("an Event tells", () -> !scene.events("DeletionBlocked").isEmpty());

        scene.annotate(NodeLayout.class, "base", "weft.dev/abandon", "true");

        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isTrue();
    }

    @Test
    void with_the_master_back_a_blocked_deletion_goes_through() {
        scene.withShortDeadline().fabric("").fleet(1).start();
        scene.awaitReady(NodeLayout.class, "base");
        scene.fabric.setReachable(false);
        scene.delete(NodeLayout.class, "base");
        scene.awaitCondition(NodeLayout.class, "base", Condition.DELETION_BLOCKED, Condition::isTrue);

        scene.fabric.setReachable(true);

        scene.awaitGone(NodeLayout.class, "base");
        assertThat(scene.fabric.has(Scene.worker(1, "router1"))).isFalse();
    }

    @Test
    void a_layout_that_says_orphan_goes_at_once_and_leaves_everything() {
        scene.fabric("").realm("{}");
        scene.node(1, "");
        scene.layout("base", "router1", "deletionPolicy: Orphan");
        scene.start();
        scene.awaitReady(NodeLayout.class, "base");
        int before = scene.fabric.performed().size();

        scene.delete(NodeLayout.class, "base");

        scene.awaitGone(NodeLayout.class, "base");
        scene.awaitReason(FabricNode.class, "edge1", Condition.READY, "Unmanaged");
        assertThat(scene.fabric.performed()).hasSize(before);
    }

    @Test
    void one_of_several_layouts_of_a_node_that_says_orphan_or_is_abandoned_leaves_what_it_put_there() {
        scene.fabric("").fleet(1);
        scene.layout("second", "router2", "deletionPolicy: Orphan");
        scene.layout("third", "router3", "");
        scene.start();
        for (String name : new String[] {"base", "second", "third"}) {
            scene.awaitReady(NodeLayout.class, name);
        }
        long before = changes();
        scene.annotate(NodeLayout.class, "third", "weft.dev/abandon", "true");

        scene.delete(NodeLayout.class, "second");
        scene.delete(NodeLayout.class, "third");

        scene.awaitGone(NodeLayout.class, "second");
        scene.awaitGone(NodeLayout.class, "third");
        // The edit is live: what is in force is without them, and was planned.
        scene.layout("base", "another", "");
        scene.await_("the edit is live", () -> scene.fabric.has(Scene.worker(1, "another")));
        scene.await_("what it took out is gone", () -> !scene.fabric.has(Scene.worker(1, "router1")));
        scene.awaitReady(FabricNode.class, "edge1");
        assertThat(scene.fabric.has(Scene.worker(1, "router2"))).isTrue();
        assertThat(scene.fabric.has(Scene.worker(1, "router3"))).isTrue();
        assertThat(changes()).as("a start and a stop").isEqualTo(before + 2);
    }

    private long changes() {
        return scene.fabric.performed().stream()
                .filter(command -> command instanceof Command.Start || command instanceof Command.Stop)
                .count();
    }

    /** Realm, node and layout, in the order that is the worst: what the others stand on first. */
    private void deleteAtOnce() {
        scene.delete(ManagementRealm.class, "plant-a");
        scene.delete(FabricNode.class, "edge1");
        scene.delete(NodeLayout.class, "base");

        scene.awaitGone(NodeLayout.class, "base");
        scene.awaitGone(FabricNode.class, "edge1");
        scene.awaitGone(ManagementRealm.class, "plant-a");
    }
}
