package dev.weft.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.SecretSource;
import dev.weft.engine.sim.RandomFleet;
import dev.weft.engine.sim.SimulatedFabric;
import dev.weft.engine.sim.YamlDocuments;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BookkeepingTest {

    private static final NodeKey NODE = new NodeKey("plant", "edge1");
    private static final ObjectPath WORKER = NODE.path().child(ObjectKind.WORKER, "router1");
    private static final ObjectPath OLD_REALM = WORKER.child(ObjectKind.REALM, "old");
    private static final Desired DESIRED =
            RandomFleet.load(YamlDocuments.read("fleet.yaml", """
            apiVersion: weft.dev/v1alpha1
            kind: ManagementRealm
            metadata: {name: plant}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: FabricNode
            metadata: {name: edge1}
            spec: {mrealm: plant, publicKey: "%s"}
            ---
            apiVersion: weft.dev/v1alpha1
            kind: NodeLayout
            metadata: {name: base}
            spec:
              mrealm: plant
              nodeSelector: {}
              workers: [{id: router1, type: router}]
            """.formatted(RandomFleet.key(1))));

    @Test
    void what_is_not_seen_because_its_worker_is_on_its_way_up_stays_ours() {
        assertThat(kept(LiveObject.Status.CHANGING)).contains(OLD_REALM);
        assertThat(kept(LiveObject.Status.RUNNING)).doesNotContain(OLD_REALM);
    }

    private static Iterable<ObjectPath> kept(LiveObject.Status status) {
        SimulatedFabric fabric = SimulatedFabric.complete();
        fabric.addRealm("plant");
        fabric.addNode(NODE, RandomFleet.key(1));
        LiveState state = fabric.state();
        LiveNode node = state.node(NODE).orElseThrow();
        TreeMap<ObjectPath, LiveObject> objects = new TreeMap<>();
        Map<String, Object> config = DESIRED.object(WORKER).orElseThrow().config();
        objects.put(WORKER, new LiveObject(WORKER, Optional.of(config), status, 0, Optional.empty()));
        TreeMap<ObjectPath, Inventory.Entry> owned = new TreeMap<>();
        owned.put(WORKER, Inventory.Entry.UNKNOWN);
        owned.put(OLD_REALM, Inventory.Entry.UNKNOWN);
        LiveNode changed = node.withObjects(objects).withInventory(Optional.of(new Inventory(owned)));
        Plan plan = Planner.plan(DESIRED, state.withNode(changed), PlanOptions.DEFAULT, SecretSource.NONE);
        return Objects.requireNonNull(plan.bookkeeping().get(NODE))
                .settled()
                .owned()
                .keySet();
    }
}
