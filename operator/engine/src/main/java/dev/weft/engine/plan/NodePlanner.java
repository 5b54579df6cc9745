package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.LayoutPolicy;
import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans one node: its pairing, then what runs on it. */
final class NodePlanner {

    private final Draft draft;
    private final SortedSet<ObjectPath> around;

    /** @param around what the pairing has to wait for */
    NodePlanner(Draft draft, SortedSet<ObjectPath> around) {
        this.draft = draft;
        this.around = around;
    }

    void plan(DesiredNode node) {
        Optional<LiveNode> live = draft.live.node(node.key());
        ObjectPath path = node.key().path();
        int wanted = Planner.wanted(draft.desired, node.key());
        if (node.suspendedBy().isPresent()) {
            String reason = Deferred.SUSPENDED + node.suspendedBy().get();
            draft.deferred.add(new Deferred(node.key(), wanted, reason, ""));
            return;
        }
        if (live.isEmpty() && (node.retired() || draft.desired.leaving().contains(node.key()))) {
            draft.unchanged++;
            return;
        }
        if (live.isEmpty()) {
            planUnpaired(node, path, wanted);
            return;
        }
        Optional<String> foreign = Planner.foreignOwner(draft, live.get().owner());
        if (foreign.isPresent()) {
            draft.conflicts.add(new Conflict(path, foreign.get(), Planner.ONE_OWNER, node.origin()));
            return;
        }
        if (draft.kept.contains(path)) {
            int objects = live.get().objects().size() + 1;
            draft.deferred.add(new Deferred(node.key(), objects, Deferred.RETIRES, ""));
            return;
        }
        if (!planKey(node, live.get(), path)) {
            return;
        }
        Completeness completeness = live.get().completeness();
        if (completeness != Completeness.COMPLETE) {
            String reason = completeness == Completeness.OFFLINE ? Deferred.OFFLINE : "not wholly read";
            draft.deferred.add(new Deferred(
                    node.key(), wanted, reason, live.get().version().lastSeen()));
            live.get().problem().ifPresent(problem -> draft.obstacles.add(Obstacle.of(node, problem)));
        } else if (node.retired()) {
            retire(node, live.get());
        } else if (!node.isManaged()) {
            draft.unmanaged.addAll(live.get().objects().keySet());
        } else {
            planObjects(
                    node,
                    live.get().objects(),
                    owning(node, policy(node, live), live.get().inventory()));
        }
        if (draft.actions.containsKey(path) && !node.retired()) {
            live.get().inventory().ifPresent(known -> storeAnew(node, known));
        }
    }

    /** Everything on it is stopped, whoever started it; then it is unpaired. */
    private void retire(DesiredNode node, LiveNode live) {
        draft.removed.add(node.key().path());
        // What is ours on it need not be known any more: all of it goes, and the master forgets it with the pairing.
        planObjects(node, live.objects(), owning(node, LayoutPolicy.EXCLUSIVE, Optional.empty()));
        if (!draft.deferred.isEmpty() || !draft.conflicts.isEmpty()) {
            return;
        }
        // A plan of this node alone is carried out apart from the database: what runs on it first, then this.
        if (draft.actions.isEmpty() || draft.options.only().isEmpty()) {
            ObjectPath path = node.key().path();
            TreeSet<ObjectPath> everything = new TreeSet<>(draft.actions.keySet());
            String key = live.publicKey().orElse("");
            draft.add(Action.delete(
                    path, "is retired", everything, ObjectPlanner.precondition(Map.of("publicKey", key))));
        }
    }

    /** Whoever unpairs a node makes the master forget what is ours there: it is stored with the new pairing. */
    private void storeAnew(DesiredNode node, Inventory known) {
        Bookkeeping book = draft.bookkeeping.getOrDefault(node.key(), new Bookkeeping(known, known, known));
        draft.bookkeeping.put(node.key(), book.forgotten());
    }

    private void planUnpaired(DesiredNode node, ObjectPath path, int wanted) {
        DesiredObject object = draft.desired.objects().get(path);
        if (node.publicKey().isEmpty() || object == null) {
            draft.deferred.add(new Deferred(node.key(), wanted, Deferred.WAITING_FOR_KEY, ""));
            return;
        }
        if (isKeyTaken(node.publicKey().get(), object)) {
            return;
        }
        draft.add(Action.create(object, "is not paired", around).marked(Ownership.mark(draft, "FabricNode", path)));
        Optional<Inventory> inventory =
                draft.live.can(Capability.INVENTORY) ? Optional.of(Inventory.EMPTY) : Optional.empty();
        if (node.isManaged()) {
            planObjects(node, new TreeMap<>(), owning(node, policy(node, Optional.empty()), inventory));
        }
    }

    /** Whether another node has the key; then that is a conflict. */
    private boolean isKeyTaken(String publicKey, DesiredObject object) {
        Optional<LiveNode> holder = holderOf(publicKey);
        holder.ifPresent(other -> draft.conflicts.add(new Conflict(
                object.path(),
                "its key is paired already, as node " + other.key(),
                Remedy.of("give the node a key of its own, or unpair that one"),
                object.origins().at("/publicKey"))));
        return holder.isPresent();
    }

    private Optional<LiveNode> holderOf(String publicKey) {
        return draft.live.realms().values().stream()
                .flatMap(realm -> realm.nodes().values().stream())
                .filter(node ->
                        node.publicKey().filter(publicKey::equalsIgnoreCase).isPresent())
                .findFirst();
    }

    /** Whether the node can be planned further; not while its key is somebody else's. */
    private boolean planKey(DesiredNode node, LiveNode live, ObjectPath path) {
        DesiredObject object = draft.desired.objects().get(path);
        String wanted = node.publicKey().orElse("");
        String found = live.publicKey().orElse("");
        if (object == null || wanted.isEmpty() || found.isEmpty() || wanted.equalsIgnoreCase(found)) {
            draft.unchanged++;
            return true;
        }
        // Asked before the node is unpaired: it could not be paired again.
        if (isKeyTaken(wanted, object)) {
            return false;
        }
        FieldChange change = new FieldChange(
                "publicKey", found, wanted, false, object.origins().at("/publicKey"));
        draft.add(new Action(
                path,
                ActionType.REPLACE,
                "has another key: paired anew",
                List.of(change),
                object.config(),
                around,
                Disruption.DROPS_UPLINK,
                ObjectPlanner.precondition(Map.of("publicKey", found)),
                change.origin(),
                Optional.of(Ownership.mark(draft, "FabricNode", path))));
        return true;
    }

    private LayoutPolicy policy(DesiredNode node, Optional<LiveNode> live) {
        boolean created = draft.options.createdNodes().contains(node.key())
                || live.flatMap(LiveNode::owner).map(OwnerTag::created).orElse(false);
        return node.policy().orElse(created ? LayoutPolicy.EXCLUSIVE : LayoutPolicy.SHARED);
    }

    private NodeScope.Owning owning(DesiredNode node, LayoutPolicy policy, Optional<Inventory> inventory) {
        NodeScope.Ends ends = NodeScope.Ends.KEEP;
        if (node.policy().filter(LayoutPolicy.EXCLUSIVE::equals).isPresent()) {
            ends = NodeScope.Ends.STRICT;
        } else if (draft.options.prune() || node.prune()) {
            ends = NodeScope.Ends.STOP;
        }
        return new NodeScope.Owning(policy, inventory, node.documents(), ends, draft.kept);
    }

    private void planObjects(DesiredNode node, SortedMap<ObjectPath, LiveObject> live, NodeScope.Owning owning) {
        SortedMap<ObjectPath, DesiredObject> wanted = new TreeMap<>();
        ObjectPath path = node.key().path();
        for (DesiredObject object : draft.desired.objects().tailMap(path).values()) {
            if (object.path().isInside(path)) {
                wanted.put(object.path(), object);
            } else if (!object.path().equals(path)) {
                break;
            }
        }
        NodeScope scope = NodeScope.of(wanted, withoutRoots(live), owning);
        new ObjectPlanner(draft, scope).plan();
        Set<ObjectPath> putOff = EndpointOrder.apply(draft, scope);
        owning.inventory()
                .ifPresent(before ->
                        draft.bookkeeping.put(node.key(), Ownership.bookkeeping(draft, scope, before, putOff)));
    }

    /** Some nodes list the service on "/" beside the others, but it comes and goes with its transport. */
    private static SortedMap<ObjectPath, LiveObject> withoutRoots(SortedMap<ObjectPath, LiveObject> live) {
        SortedMap<ObjectPath, LiveObject> objects = new TreeMap<>(live);
        objects.keySet()
                .removeIf(
                        path -> path.kind() == ObjectKind.SERVICE && path.name().equals("/"));
        return objects;
    }
}
