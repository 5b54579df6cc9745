package dev.weft.controller.status;

import dev.weft.controller.deletion.DeletionStage;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.status.NodeSeen.Presence;
import dev.weft.controller.status.NodeSeen.State;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLoader;
import dev.weft.engine.desired.DesiredOptions;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Disruption;
import dev.weft.engine.plan.Leftovers;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.engine.sim.YamlDocuments;
import dev.weft.model.Finding;
import dev.weft.model.Kind;
import dev.weft.model.Kinds;
import dev.weft.model.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What may be known about a fleet of two nodes with one layout, piece by piece. */
final class Views {

    static final NodeKey EDGE1 = new NodeKey("plant-a", "edge1");
    static final NodeKey EDGE2 = new NodeKey("plant-a", "edge2");
    static final ResourceRef REALM = ref(Kinds.MANAGEMENT_REALM, "plant-a");
    static final ResourceRef NODE = ref(Kinds.FABRIC_NODE, "edge1");
    static final ResourceRef LAYOUT = ref(Kinds.NODE_LAYOUT, "base");

    private final TreeMap<ResourceRef, Written> written = new TreeMap<>();
    private final TreeMap<NodeKey, NodeSeen> nodes = new TreeMap<>();
    private Optional<Hold> hold = Optional.empty();
    private Optional<Desired> desired;
    private boolean compared = true;
    private Optional<String> lost = Optional.empty();
    private boolean observing;
    private Optional<String> approved = Optional.empty();
    private RealmSeen realm = new RealmSeen(Optional.of("oid-1"), List.of(), List.of(), List.of(), Optional.empty());
    private Map<String, RolloutStatus> rollouts = Map.of();

    Views() {
        this("", "{site: a}");
    }

    /** @param node more in the documents of the nodes */
    Views(String node, String selector) {
        desired = Optional.of(desired(node, selector));
        put(REALM, Optional.empty());
        put(NODE, Optional.of(EDGE1));
        put(ref(Kinds.FABRIC_NODE, "edge2"), Optional.of(EDGE2));
        put(LAYOUT, Optional.empty());
        seen(EDGE1, online());
        seen(EDGE2, online());
    }

    static ResourceRef ref(Kind kind, String name) {
        return new ResourceRef(kind, "plant", name);
    }

    private void put(ResourceRef ref, Optional<NodeKey> key) {
        written.put(ref, new Written(ref, 3, List.of(), key, DeletionStage.NONE, true));
    }

    private static Desired desired(String node, String selector) {
        String text = """
                apiVersion: weft.dev/v1alpha1
                kind: ManagementRealm
                metadata: {name: plant-a}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge1, labels: {site: a}}
                spec: {mrealm: plant-a, publicKey: "%1$s" %2$s}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: FabricNode
                metadata: {name: edge2, labels: {site: a}}
                spec: {mrealm: plant-a, publicKey: "%3$s" %2$s}
                ---
                apiVersion: weft.dev/v1alpha1
                kind: NodeLayout
                metadata: {name: base}
                spec: {mrealm: plant-a, nodeSelector: {matchLabels: %4$s}, workers: [{id: router1, type: router}]}
                """.formatted("0".repeat(63) + "1", node, "0".repeat(63) + "2", selector);
        DesiredLoader.Loaded loaded = DesiredLoader.load(YamlDocuments.read("f.yaml", text), DesiredOptions.DEFAULT);
        return loaded.desired()
                .orElseThrow(() -> new AssertionError(loaded.findings().toString()));
    }

    // --- what is otherwise
    // ---------------------------------------------------------------------------------------------------

    Views broken(ResourceRef ref, Finding... findings) {
        Written was = java.util.Objects.requireNonNull(written.get(ref));
        written.put(ref, new Written(ref, was.generation(), List.of(findings), was.node(), was.deletion(), false));
        return this;
    }

    Views leaving(ResourceRef ref, DeletionStage stage) {
        Written was = java.util.Objects.requireNonNull(written.get(ref));
        written.put(ref, new Written(ref, was.generation(), was.errors(), was.node(), stage, true));
        return this;
    }

    /** It is valid, and waits for something before it counts. */
    Views waiting(ResourceRef ref) {
        Written was = java.util.Objects.requireNonNull(written.get(ref));
        written.put(ref, new Written(ref, was.generation(), List.of(), was.node(), was.deletion(), false));
        return this;
    }

    Views held(Hold why) {
        hold = Optional.of(why);
        return this;
    }

    Views nothingInForce() {
        desired = Optional.empty();
        compared = false;
        return this;
    }

    Views notCompared() {
        compared = false;
        return this;
    }

    Views lost(String message) {
        lost = Optional.of(message);
        return this;
    }

    Views observing() {
        observing = true;
        return this;
    }

    Views approved(String hash) {
        approved = Optional.of(hash);
        return this;
    }

    Views realm(RealmSeen seen) {
        realm = seen;
        return this;
    }

    Views rollout(RolloutStatus status) {
        rollouts = Map.of(status.layout(), status);
        return this;
    }

    Views seen(NodeKey key, Seen seen) {
        nodes.put(key, seen.of());
        return this;
    }

    FleetView view() {
        return new FleetView(
                "plant-a",
                hold,
                List.copyOf(written.values()),
                desired,
                compared,
                lost,
                observing,
                approved,
                nodes,
                realm,
                rollouts,
                "abcdef012345");
    }

    StatusDraft draft(ResourceRef ref) {
        return java.util.Objects.requireNonNull(FleetStatus.of(view()).get(ref));
    }

    // --- a node
    // ---------------------------------------------------------------------------------------------------------------

    /** A node as it was seen. */
    record Seen(
            State state,
            List<Action> pending,
            List<Conflict> conflicts,
            Optional<Deferred> deferred,
            List<Outcome> failures,
            boolean drifted,
            Leftovers left) {

        Seen pending(Action... actions) {
            return new Seen(state, List.of(actions), conflicts, deferred, failures, drifted, left);
        }

        Seen conflict(Conflict conflict) {
            return new Seen(state, pending, List.of(conflict), deferred, failures, drifted, left);
        }

        Seen deferred(NodeKey key, String reason) {
            return new Seen(
                    state, pending, conflicts, Optional.of(new Deferred(key, 1, reason, "")), failures, drifted, left);
        }

        Seen failed(Outcome... outcomes) {
            return new Seen(state, pending, conflicts, deferred, List.of(outcomes), drifted, left);
        }

        Seen changed() {
            return new Seen(state, pending, conflicts, deferred, failures, true, left);
        }

        Seen left(ObjectPath path, String layout) {
            SortedMap<ObjectPath, SortedSet<String>> more = new TreeMap<>(left.left());
            more.put(path, new TreeSet<>(List.of(layout)));
            return with(new Leftovers(more, new TreeSet<>(), left.withheld(), left.unseen(), left.doubted(), 10));
        }

        /** What is left shall go, and it is too much. */
        Seen withheld() {
            SortedSet<ObjectPath> all = new TreeSet<>(left.left().keySet());
            return with(new Leftovers(left.left(), new TreeSet<>(), all, new TreeSet<>(), new TreeSet<>(), 10));
        }

        /** What is left shall go, and nobody has looked yet whether it is too much. */
        Seen unseen() {
            SortedSet<ObjectPath> all = new TreeSet<>(left.left().keySet());
            return with(new Leftovers(left.left(), new TreeSet<>(), all, all, new TreeSet<>(), 10));
        }

        private Seen with(Leftovers leftovers) {
            return new Seen(state, pending, conflicts, deferred, failures, drifted, leftovers);
        }

        private NodeSeen of() {
            Presence presence =
                    new Presence(state, Optional.of("oid-n"), state == State.OFFLINE ? "2026-01-02T03:04:05Z" : "");
            return new NodeSeen(
                    presence,
                    pending,
                    conflicts,
                    deferred,
                    failures,
                    drifted,
                    left,
                    Optional.of(Instant.ofEpochSecond(60)));
        }
    }

    static Seen online() {
        return new Seen(State.ONLINE, List.of(), List.of(), Optional.empty(), List.of(), false, Leftovers.NONE);
    }

    static Seen offline(NodeKey key) {
        return new Seen(State.OFFLINE, List.of(), List.of(), Optional.empty(), List.of(), false, Leftovers.NONE)
                .deferred(key, Deferred.OFFLINE);
    }

    static Seen unpaired() {
        return new Seen(State.NOT_PAIRED, List.of(), List.of(), Optional.empty(), List.of(), false, Leftovers.NONE);
    }

    static ObjectPath worker(NodeKey key, String id) {
        return key.path().child(ObjectKind.WORKER, id);
    }

    static Action create(ObjectPath path) {
        return new Action(
                path,
                ActionType.CREATE,
                "missing",
                List.of(),
                Map.of(),
                new TreeSet<>(),
                Disruption.NONE,
                "",
                Origin.NONE,
                Optional.empty());
    }

    static Outcome failure(Action action, Outcome.Result result, String message) {
        return new Outcome(action, result, "wamp.error.not_authorized", message);
    }
}
