package dev.weft.engine.fleet;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.desired.DesiredLayout;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.Failure;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.engine.rollout.Rollouts;
import dev.weft.engine.rollout.Sight;
import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Whose turn it is: the rollouts as the loop sees them, and how the layouts stand. */
final class Turns {

    /** How long a node that must be looked at after a soak is given before it is read again. */
    private static final long PROOF_PAUSE = 1_000;

    private final Rollouts rollouts = new Rollouts();
    private final SortedMap<NodeKey, NodeWatch> nodes;
    private final Map<String, LayoutStatus> told = new HashMap<>();
    private final Map<NodeKey, Long> proofAsked = new HashMap<>();
    /** How rollouts of plans for everything ended. */
    private final List<RolloutStatus> ended = new ArrayList<>();
    /** Whether a layout may stand otherwise than was told. */
    private boolean news;

    Turns(SortedMap<NodeKey, NodeWatch> nodes) {
        this.nodes = nodes;
    }

    void onDesired(Desired wanted) {
        Map<String, Rollouts.Selected> layouts = new HashMap<>();
        wanted.layouts()
                .forEach((name, layout) -> layouts.put(name, new Rollouts.Selected(layout.revision(), layout.nodes())));
        rollouts.expect(layouts);
        told.keySet().retainAll(layouts.keySet());
        nodes.values().forEach(node -> node.stumble = null);
        ended.clear();
        news = true;
    }

    /** The first plan for everything after the documents changed says what comes in steps. */
    void onWide(Plan wide) {
        if (rollouts.isPending()) {
            rollouts.begin(wide.observed().rollouts());
            news = true;
        }
    }

    /** What the plan for a node says of it; whether it may be executed now. */
    boolean admits(NodeWatch node, Plan plan) {
        Sight before = node.sight;
        node.sight = sights(plan).getOrDefault(node.key, Sight.GOAL);
        news |= node.sight != before;
        if (node.sight == Sight.GOAL) {
            node.stumble = null;
        }
        rollouts.onSeen(node.key, node.sight);
        boolean admitted = plan.actions().isEmpty() || rollouts.admits(node.key);
        node.waits = !admitted;
        return admitted;
    }

    /** Where everything is planned as one, and carried out as one: the execution itself keeps to the steps. */
    void onWhole(Plan wide) {
        rollouts.begin(List.of());
        Map<NodeKey, Sight> sights = sights(wide);
        nodes.values().forEach(node -> node.sight = sights.getOrDefault(node.key, Sight.GOAL));
        news = true;
    }

    /** What became of a plan for everything. */
    void onOver(Report report) {
        if (!report.rollouts().isEmpty()) {
            ended.clear();
            ended.addAll(report.rollouts());
            news = true;
        }
    }

    /** What a plan says of nodes; those at their goal are left out. */
    private static Map<NodeKey, Sight> sights(Plan plan) {
        Map<NodeKey, Sight> sights = new HashMap<>();
        plan.conflicts().forEach(conflict -> conflict.path().node().ifPresent(node -> sights.put(node, Sight.APART)));
        plan.obstacles().forEach(obstacle -> obstacle.path().node().ifPresent(node -> sights.put(node, Sight.APART)));
        plan.observed().gravest().forEach((node, deferred) -> sights.put(node, sight(deferred)));
        plan.actions().forEach(action -> action.path().node().ifPresent(node -> sights.put(node, Sight.TO_DO)));
        return sights;
    }

    private static Sight sight(Deferred deferred) {
        if (deferred.isMeant()) {
            return Sight.APART;
        }
        return deferred.isAway() ? Sight.AWAY : Sight.UNKNOWN;
    }

    /** A record of what is ours there is no change of the node. */
    void onStarted(NodeWatch node, Plan plan) {
        if (!plan.actions().isEmpty()) {
            rollouts.onStarted(node.key);
        }
    }

    /**
     * A plan for one node is over. What fails once may be a matter of order, and the next round mends it; what fails twice in a row
     * has failed.
     */
    void onOver(NodeWatch node, PlanRun run) {
        if (run.plan.actions().isEmpty()) {
            return;
        }
        List<Outcome> outcomes = run.execution.report().outcomes();
        Optional<Outcome> bad = first(outcomes, Outcome.Result.FAILED)
                .or(() -> first(outcomes, Outcome.Result.CONFLICT))
                .or(() -> first(outcomes, Outcome.Result.BLOCKED));
        news = true;
        boolean touched = run.execution.touched().contains(node.key);
        if (bad.isPresent()) {
            Failure failure = failure(node.key, bad.get());
            Failure before = node.stumble;
            if (before != null) {
                // What was to be changed is known from the first time: by now it may be to be made anew.
                rollouts.onFailed(before.reason().equals(failure.reason()) ? before : failure);
            }
            node.stumble = before == null ? failure : before;
        } else if (first(outcomes, Outcome.Result.DEFERRED).isPresent()) {
            if (touched) {
                rollouts.onFailed(new Failure(node.key, "went offline while it was changed", Origin.NONE));
            } else {
                rollouts.onLeft(node.key);
            }
        } else {
            node.stumble = null;
        }
    }

    private static Failure failure(NodeKey node, Outcome outcome) {
        Action action = outcome.action();
        return new Failure(node, action.path() + ": " + outcome.message(), origin(action));
    }

    private static Optional<Outcome> first(List<Outcome> outcomes, Outcome.Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).findFirst();
    }

    /** The line that changed, or else where the object is written. */
    private static Origin origin(Action action) {
        return action.changes().stream()
                .map(change -> change.origin())
                .filter(Origin::isKnown)
                .findFirst()
                .orElse(action.origin());
    }

    /** What failed is read and tried at once. */
    void retry(DesiredLayout layout, long now) {
        rollouts.statuses(now).stream()
                .filter(status -> status.layout().equals(layout.name()))
                .flatMap(status -> status.failures().stream())
                .map(failure -> nodes.get(failure.node()))
                .filter(node -> node != null)
                .forEach(node -> {
                    node.calm();
                    node.stumble = null;
                    node.mark(now, "confirmed");
                });
        rollouts.retry(layout.name());
        news = true;
    }

    /** Nodes whose turn has come, and nodes that have soaked, are to be read. */
    void settle(long now) {
        news |= rollouts.settle(now);
        for (NodeKey key : rollouts.unproven()) {
            NodeWatch node = nodes.get(key);
            Long asked = proofAsked.get(key);
            if (node != null && !node.isBusy() && (asked == null || asked <= now)) {
                proofAsked.put(key, now + PROOF_PAUSE);
                node.mark(now, "rollout");
            }
        }
        for (NodeWatch node : nodes.values()) {
            if (node.waits && !node.isBusy() && rollouts.admits(node.key)) {
                node.waits = false;
                node.mark(now, "rollout");
            }
        }
    }

    long wakeAt() {
        long next = rollouts.wakeAt();
        for (NodeKey key : rollouts.unproven()) {
            NodeWatch node = nodes.get(key);
            if (node != null && !node.isBusy()) {
                next = Math.min(next, proofAsked.getOrDefault(key, Long.MAX_VALUE));
            }
        }
        return next;
    }

    /** The layouts that stand otherwise than they did when this was last asked. */
    List<Effect> news(Collection<DesiredLayout> layouts, long now) {
        if (!news) {
            return List.of();
        }
        news = false;
        List<Effect> effects = new ArrayList<>();
        for (LayoutStatus status : statuses(layouts, now)) {
            LayoutStatus before = told.put(status.layout(), status);
            if (before == null || status.isNewsAfter(before)) {
                effects.add(new Effect.LayoutSeen(status));
            }
        }
        return effects;
    }

    List<LayoutStatus> statuses(Collection<DesiredLayout> layouts, long now) {
        Map<String, RolloutStatus> moving = new HashMap<>();
        ended.forEach(status -> moving.put(status.layout(), status));
        rollouts.statuses(now).forEach(status -> moving.put(status.layout(), status));
        List<LayoutStatus> statuses = new ArrayList<>();
        for (DesiredLayout layout : layouts) {
            statuses.add(new LayoutStatus(
                    layout.name(),
                    layout.mrealm(),
                    layout.revision(),
                    counts(layout),
                    Optional.ofNullable(moving.get(layout.name()))));
        }
        return statuses;
    }

    private LayoutStatus.Counts counts(DesiredLayout layout) {
        int applied = 0;
        int offline = 0;
        for (NodeKey key : layout.nodes()) {
            NodeWatch node = nodes.get(key);
            Sight sight = node == null ? Sight.UNKNOWN : node.sight;
            applied += sight == Sight.GOAL ? 1 : 0;
            offline += sight == Sight.AWAY ? 1 : 0;
        }
        int selected = layout.nodes().size();
        return new LayoutStatus.Counts(selected, applied, offline, selected - applied - offline);
    }
}
