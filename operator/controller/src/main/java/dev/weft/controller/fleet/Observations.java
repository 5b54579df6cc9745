package dev.weft.controller.fleet;

import dev.weft.controller.status.NodeSeen;
import dev.weft.controller.status.NodeSeen.Presence;
import dev.weft.controller.status.NodeSeen.State;
import dev.weft.controller.status.PlanStates;
import dev.weft.controller.status.RealmSeen;
import dev.weft.crd.status.PlanStatus;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.rollout.RolloutStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the loop of one fleet told, put together. Only on the fleets' thread. */
final class Observations {

    private final String mrealm;
    private final TreeMap<NodeKey, NodeSeen> nodes = new TreeMap<>();
    /** What each node was in sync with the last time that it was: what is to be done for the same again, nobody wrote. */
    private final Map<NodeKey, Desired> synced = new HashMap<>();

    private final TreeSet<NodeKey> drifted = new TreeSet<>();
    private final Map<NodeKey, List<Outcome>> failures = new HashMap<>();
    private final Map<NodeKey, Instant> applied = new HashMap<>();
    /** What shall be gone and is still there. */
    private final TreeSet<ObjectPath> left = new TreeSet<>();

    private final Map<String, RolloutStatus> rollouts = new HashMap<>();
    private RealmSeen realm = RealmSeen.NOTHING;
    private List<Outcome> realmFailures = List.of();
    private Optional<PlanStatus> plan = Optional.empty();
    private @Nullable Desired compared;

    Observations(String mrealm) {
        this.mrealm = mrealm;
    }

    /** Whether exactly this was compared: another that says the same was planned by itself. */
    @SuppressWarnings("ReferenceEquality")
    boolean isComparedWith(Desired desired) {
        return compared == desired;
    }

    TreeMap<NodeKey, NodeSeen> nodes() {
        return nodes;
    }

    RealmSeen realm() {
        return realm;
    }

    /** Rollouts by the name of their layout. */
    Map<String, RolloutStatus> rollouts() {
        return rollouts;
    }

    void onLayout(LayoutStatus status) {
        status.rollout()
                .ifPresentOrElse(
                        rollout -> rollouts.put(status.layout(), rollout), () -> rollouts.remove(status.layout()));
    }

    boolean isLeft(ObjectPath path) {
        return left.contains(path);
    }

    /** @param observing whether the plan waits for an approval */
    void onComparedAll(Desired desired, LiveState live, Plan all, boolean observing) {
        compared = desired;
        nodes.keySet().retainAll(desired.nodes().keySet());
        synced.keySet().retainAll(desired.nodes().keySet());
        Map<NodeKey, List<Action>> actions = all.actions().stream()
                .filter(action -> action.path().node().isPresent())
                .collect(Collectors.groupingBy(action -> action.path().node().orElseThrow()));
        Map<NodeKey, Deferred> deferred = all.observed().gravest();
        for (NodeKey key : desired.nodes().keySet()) {
            List<Action> pending = actions.getOrDefault(key, List.of());
            see(key, desired, live, new Found(all, pending, Optional.ofNullable(deferred.get(key))));
        }
        left.clear();
        desired.gone().stream().filter(path -> all.action(path).isPresent()).forEach(left::add);
        boolean open = !all.actions().isEmpty();
        if (observing) {
            plan = Optional.of(open ? PlanStates.awaiting(all) : PlanStates.inSync());
        }
        ObjectPath path = ObjectPath.mrealm(mrealm);
        if (all.action(path).isEmpty()) {
            realmFailures = List.of();
        }
        realm = new RealmSeen(
                live.realm(mrealm).flatMap(found -> found.oid().or(() -> Optional.of(mrealm))),
                all.conflicts().stream()
                        .filter(each -> each.path().equals(path))
                        .toList(),
                all.refusals(),
                realmFailures,
                plan);
    }

    void onComparedNode(NodeKey key, Desired desired, LiveState live, Plan one) {
        see(
                key,
                desired,
                live,
                new Found(
                        one,
                        one.actions(),
                        Optional.ofNullable(one.observed().gravest().get(key))));
    }

    /** What is to be done on a node, and what waits there, and the plan that says so. */
    private record Found(Plan from, List<Action> pending, Optional<Deferred> deferred) {}

    private void see(NodeKey key, Desired desired, LiveState live, Found found) {
        Plan from = found.from();
        List<Action> pending = found.pending();
        List<Conflict> conflicts = from.conflicts().stream()
                .filter(each -> each.path().node().filter(key::equals).isPresent())
                .toList();
        if (pending.isEmpty()) {
            failures.remove(key);
            drifted.remove(key);
        } else if (isSyncedWith(key, desired)) {
            drifted.add(key);
        }
        NodeSeen seen = new NodeSeen(
                presence(live.node(key)),
                pending,
                conflicts,
                found.deferred(),
                failures.getOrDefault(key, List.of()),
                drifted.contains(key),
                from.observed().leftovers().on(key),
                Optional.ofNullable(applied.get(key)));
        nodes.put(key, seen);
        if (seen.isApplied()) {
            synced.put(key, desired);
        }
    }

    /** Exactly that: another that says the same is compared by itself. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isSyncedWith(NodeKey key, Desired desired) {
        return synced.get(key) == desired;
    }

    /** Something that is in no document changed, such as a Secret: what is to be done now is no drift. */
    void onFacts() {
        synced.clear();
    }

    /** Nodes that are, or were until it was undone just now, otherwise than they were left. */
    Set<NodeKey> drifted() {
        return Set.copyOf(drifted);
    }

    private static Presence presence(Optional<LiveNode> live) {
        if (live.isEmpty()) {
            return new Presence(State.NOT_PAIRED, Optional.empty(), "");
        }
        LiveNode node = live.get();
        return new Presence(
                node.isOnline() ? State.ONLINE : State.OFFLINE,
                node.oid(),
                node.version().lastSeen());
    }

    void onFinished(Plan done, Report report, Instant now) {
        Map<NodeKey, List<Outcome>> failed = new HashMap<>();
        List<Outcome> ofRealm = new ArrayList<>();
        for (Outcome outcome : report.outcomes()) {
            Optional<NodeKey> key = outcome.action().path().node();
            Result result = outcome.result();
            if (result == Result.DONE) {
                key.ifPresent(node -> applied.put(node, now));
            } else if (result == Result.FAILED || result == Result.BLOCKED || result == Result.CONFLICT) {
                key.ifPresentOrElse(
                        node -> failed.computeIfAbsent(node, each -> new ArrayList<>())
                                .add(outcome),
                        () -> ofRealm.add(outcome));
            }
        }
        done.actions().forEach(action -> action.path().node().ifPresent(failures::remove));
        failures.putAll(failed);
        realmFailures = List.copyOf(ofRealm);
        boolean failure = !failed.isEmpty() || !ofRealm.isEmpty();
        plan = Optional.of(PlanStates.over(done, failure ? PlanStates.FAILED : PlanStates.APPLIED));
        realm = new RealmSeen(realm.externalId(), realm.conflicts(), realm.refusals(), realmFailures, plan);
    }
}
