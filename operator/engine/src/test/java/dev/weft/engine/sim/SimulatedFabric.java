package dev.weft.engine.sim;

import dev.weft.engine.apply.Actions;
import dev.weft.engine.apply.Command;
import dev.weft.engine.apply.Refused;
import dev.weft.engine.apply.Reply;
import dev.weft.engine.live.Capability;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.live.Inventory;
import dev.weft.engine.live.LiveEvents;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveReader;
import dev.weft.engine.live.LiveRealm;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.live.OwnerTag;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.secret.FingerprintKey;
import dev.weft.engine.secret.SecretSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A fabric in memory that answers as a master with its nodes does: the same errors, the same cascades, ports that are taken. */
public final class SimulatedFabric implements Actions, LiveReader, LiveEvents {

    private final EnumSet<Capability> capabilities;
    private final TreeMap<String, LiveRealm> realms = new TreeMap<>();
    private final TreeMap<NodeKey, LiveNode> nodes = new TreeMap<>();
    private final List<Command> performed = new ArrayList<>();
    private final Set<ObjectPath> refused = new HashSet<>();
    private final Set<NodeKey> unreachable = new HashSet<>();
    private int attempts;
    /** What runs on nodes that are not paired. */
    private final Map<NodeKey, TreeMap<ObjectPath, LiveObject>> machines = new HashMap<>();

    private SecretSource secrets = SecretSource.NONE;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public SimulatedFabric(Set<Capability> capabilities) {
        this.capabilities = EnumSet.noneOf(Capability.class);
        this.capabilities.addAll(capabilities);
    }

    /** Everything that a current master can do. */
    public static SimulatedFabric complete() {
        return new SimulatedFabric(EnumSet.allOf(Capability.class));
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** The commands that had an effect, in order. */
    public List<Command> performed() {
        return List.copyOf(performed);
    }

    public void addRealm(String name) {
        realms.put(name, new LiveRealm(name, Optional.of("oid-" + name), Map.of(), Optional.empty(), new TreeMap<>()));
    }

    @Override
    public Following follow(String mrealm, Listener listener) {
        listeners.add(listener);
        listener.onFollowing(mrealm);
        return () -> listeners.remove(listener);
    }

    /** Tells whoever follows that something happened on the node; changes by themselves tell nothing. */
    public void tell(NodeKey node) {
        listeners.forEach(listener -> listener.onNode(node));
    }

    /** A node that has no uplink when it is paired. */
    public void pairOffline(NodeKey key) {
        unreachable.add(key);
    }

    /** A paired node on which nothing runs. */
    public void addNode(NodeKey key, String publicKey) {
        nodes.put(key, node(key, publicKey));
    }

    public void put(LiveObject object) {
        change(object.path(), objects -> objects.put(object.path(), object));
    }

    public void setSessions(ObjectPath path, long count) {
        change(path, objects -> objects.computeIfPresent(path, (key, object) -> object.withSessions(count)));
    }

    /** From now on it is working, on its way, or dead. */
    public void setStatus(ObjectPath path, LiveObject.Status status) {
        change(
                path,
                objects -> objects.computeIfPresent(
                        path,
                        (key, object) ->
                                new LiveObject(path, object.config(), status, object.sessions(), object.externalId())));
    }

    public void setOwner(String mrealm, OwnerTag owner) {
        LiveRealm realm = Objects.requireNonNull(realms.get(mrealm));
        realms.put(mrealm, new LiveRealm(mrealm, realm.oid(), realm.config(), Optional.of(owner), new TreeMap<>()));
    }

    /** What whoever sends commands can fill in. */
    public void setSecrets(SecretSource source) {
        secrets = source;
    }

    public void remove(ObjectPath path) {
        change(path, objects -> objects.keySet().removeIf(each -> each.equals(path) || each.isInside(path)));
    }

    public void setOnline(NodeKey key, Completeness completeness) {
        nodes.put(key, require(key).withCompleteness(completeness));
    }

    /** From now on this node can no more than an original, whatever the master can. */
    public void makeOriginal(NodeKey key) {
        nodes.put(key, require(key).withCapabilities(Set.of()));
    }

    /** What nobody can read before something is mended. */
    public void setProblem(NodeKey key, LiveNode.Problem problem) {
        nodes.put(key, require(key).withCompleteness(Completeness.UNKNOWN).withProblem(problem));
    }

    public void setInventory(NodeKey key, Inventory inventory) {
        nodes.put(key, require(key).withInventory(Optional.of(inventory)));
    }

    public LiveNode require(NodeKey key) {
        return Optional.ofNullable(nodes.get(key)).orElseThrow(() -> new IllegalArgumentException("no node " + key));
    }

    /** The port in a transport's configuration. */
    public static Object port(Map<String, Object> transport) {
        return SimulatedCalls.port(transport).orElseThrow();
    }

    /** Everything as it is now. */
    public LiveState state() {
        TreeMap<String, LiveRealm> now = new TreeMap<>();
        realms.forEach((name, realm) -> {
            TreeMap<String, LiveNode> inside = new TreeMap<>();
            nodes.forEach((key, node) -> {
                if (key.mrealm().equals(name)) {
                    boolean visible = node.completeness() == Completeness.COMPLETE;
                    inside.put(key.authid(), node.withObjects(visible ? seen(node) : new TreeMap<>()));
                }
            });
            now.put(name, new LiveRealm(name, realm.oid(), realm.config(), realm.owner(), inside));
        });
        Optional<FingerprintKey> key =
                capabilities.contains(Capability.INVENTORY) ? FingerprintKey.ofHex("5e".repeat(32)) : Optional.empty();
        return new LiveState("simulated", capabilities, now, key);
    }

    /** From now on commands on this object are refused for good. */
    public void refuse(ObjectPath path) {
        refused.add(path);
    }

    /** Commands so far, also those without an effect. */
    public int attempts() {
        return attempts;
    }

    /** What is inside a worker on its way up or down is not seen. */
    private static TreeMap<ObjectPath, LiveObject> seen(LiveNode node) {
        TreeMap<ObjectPath, LiveObject> seen = new TreeMap<>(node.objects());
        for (LiveObject object : node.objects().values()) {
            if (object.status() == LiveObject.Status.CHANGING && object.path().kind() == ObjectKind.WORKER) {
                seen.keySet().removeIf(path -> path.isInside(object.path()));
            }
        }
        return seen;
    }

    /** Performs a command at once. */
    public Reply performNow(Command command) {
        attempts++;
        if (refused.contains(command.path())) {
            return new Reply.Failed("wamp.error.not_authorized", "not for you");
        }
        Reply reply = SimulatedCalls.answer(this, command);
        if (reply instanceof Reply.Done) {
            performed.add(command);
        }
        return reply;
    }

    /** Looks at an object at once. */
    public Reply observeNow(ObjectPath path) {
        if (path.kind() == ObjectKind.MANAGEMENT_REALM) {
            return new Reply.Observed(Optional.ofNullable(realms.get(path.mrealm()))
                    .map(realm -> LiveObject.running(path, realm.config())));
        }
        LiveNode node = path.node().map(nodes::get).orElse(null);
        if (path.kind() == ObjectKind.NODE) {
            return new Reply.Observed(Optional.ofNullable(node)
                    .map(each -> LiveObject.running(
                            path, Map.of("publicKey", each.publicKey().orElse("")))));
        }
        if (node == null || !node.isOnline()) {
            return new Reply.Away("no node");
        }
        return new Reply.Observed(Optional.ofNullable(node.objects().get(path)));
    }

    @Override
    public CompletionStage<Reply> perform(Command command) {
        return CompletableFuture.completedFuture(performNow(command));
    }

    @Override
    public CompletionStage<LiveState> read(Set<String> mrealms) {
        return CompletableFuture.completedFuture(state());
    }

    @Override
    public CompletionStage<Optional<LiveNode>> readNode(NodeKey node) {
        return CompletableFuture.completedFuture(state().node(node));
    }

    @Override
    public CompletionStage<Optional<LiveObject>> readObject(ObjectPath path) {
        Reply reply = observeNow(path);
        return reply instanceof Reply.Observed observed
                ? CompletableFuture.completedFuture(observed.object())
                : CompletableFuture.failedFuture(new Refused(reply));
    }

    @Override
    public CompletionStage<Optional<String>> readDigest(NodeKey node) {
        return CompletableFuture.completedFuture(
                state().node(node).map(each -> each.version().digest()).filter(digest -> !digest.isEmpty()));
    }

    SecretSource secrets() {
        return secrets;
    }

    /** The master forgets the node; what runs there goes on. */
    void unpair(NodeKey key) {
        LiveNode node = nodes.remove(key);
        if (node != null) {
            machines.put(key, new TreeMap<>(node.objects()));
        }
    }

    /** What runs on a node that is about to be paired. */
    TreeMap<ObjectPath, LiveObject> machine(NodeKey key) {
        return machines.getOrDefault(key, new TreeMap<>());
    }

    TreeMap<String, LiveRealm> realms() {
        return realms;
    }

    TreeMap<NodeKey, LiveNode> nodes() {
        return nodes;
    }

    LiveNode node(NodeKey key, String publicKey) {
        Optional<Inventory> inventory =
                capabilities.contains(Capability.INVENTORY) ? Optional.of(Inventory.EMPTY) : Optional.empty();
        return new LiveNode(
                key,
                Optional.of("oid-" + key),
                Optional.of(publicKey),
                Optional.empty(),
                unreachable.contains(key) ? Completeness.OFFLINE : Completeness.COMPLETE,
                new TreeMap<>(),
                inventory,
                LiveNode.Version.UNKNOWN,
                capabilities.stream().filter(Capability::isOfNodes).collect(Collectors.toSet()),
                Optional.empty());
    }

    void change(ObjectPath path, java.util.function.Consumer<TreeMap<ObjectPath, LiveObject>> change) {
        LiveNode node = require(path.node().orElseThrow());
        TreeMap<ObjectPath, LiveObject> objects = new TreeMap<>(node.objects());
        change.accept(objects);
        LiveNode.Version old = node.version();
        LiveNode.Version version = new LiveNode.Version("e", old.seq() + 1, "d" + objects.hashCode(), "");
        nodes.put(node.key(), node.withObjects(objects).withVersion(version));
    }
}
