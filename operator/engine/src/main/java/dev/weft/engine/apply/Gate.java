package dev.weft.engine.apply;

import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.Failure;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.engine.rollout.RolloutText;
import dev.weft.engine.rollout.Rollouts;
import dev.weft.engine.rollout.Sight;
import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps back what is to be done on nodes whose turn has not come, and looks at those whose soak is over. */
final class Gate {

    /** What a master answers for a node that is not there. */
    private static final String AWAY = "wamp.error.no_such_procedure";

    private static final int AWAY_TRIES = 10;
    private static final int PROOF_TRIES = 3;
    private static final long PROOF_PAUSE = 1_000;

    private final Rollouts rollouts = new Rollouts();
    private final TreeMap<NodeKey, List<Task>> parked = new TreeMap<>();
    private final Set<NodeKey> started = new TreeSet<>();
    private final Map<NodeKey, Integer> proofsOpen = new HashMap<>();
    private final Set<NodeKey> sought = new TreeSet<>();
    private final List<Task> over = new ArrayList<>();
    private final Set<NodeKey> members;
    private final TaskGraph graph;
    private final ExecutionOptions options;
    private final RandomGenerator dice;
    private int looks;

    Gate(Plan plan, TaskGraph graph, ExecutionOptions options, RandomGenerator dice) {
        this.graph = graph;
        this.options = options;
        this.dice = dice;
        rollouts.begin(plan.observed().rollouts());
        members = rollouts.members();
    }

    /** Whether it keeps nothing back any more. */
    boolean isEmpty() {
        return parked.isEmpty();
    }

    /** Whether the task has to wait; then it is kept here. */
    boolean keeps(Task task) {
        NodeKey node = node(task);
        if (node == null || started.contains(node)) {
            return false;
        }
        parked.computeIfAbsent(node, key -> new ArrayList<>()).add(task);
        return true;
    }

    /** Whether the task may be sent: the turn of its node may be over before it began. Otherwise it is kept here again. */
    boolean passes(Task task) {
        NodeKey node = node(task);
        if (node == null || started.contains(node)) {
            return true;
        }
        if (rollouts.admits(node)) {
            rollouts.onStarted(node);
            started.add(node);
            return true;
        }
        parked.computeIfAbsent(node, key -> new ArrayList<>()).add(task);
        return false;
    }

    private @Nullable NodeKey node(Task task) {
        boolean work = task.purpose == Task.Purpose.WORK && task.isOnNode();
        return work ? task.path.node().filter(members::contains).orElse(null) : null;
    }

    /** What may go on now, and what is to be looked at. Tasks that never will go on are in {@link #takeOver} after this. */
    List<Task> due(long now) {
        if (members.isEmpty()) {
            return List.of();
        }
        List<Task> due = new ArrayList<>();
        rollouts.settle(now);
        for (NodeKey node : rollouts.unproven()) {
            if (!proofsOpen.containsKey(node)) {
                List<Task> proofs = proofs(node);
                proofsOpen.put(node, proofs.size());
                due.addAll(proofs);
                if (proofs.isEmpty()) {
                    prove(node);
                }
            }
        }
        rollouts.settle(now);
        for (NodeKey node : List.copyOf(parked.keySet())) {
            if (rollouts.admits(node)) {
                due.addAll(release(node));
            } else if (rollouts.isAway(node) && sought.add(node)) {
                due.add(look(Task.Purpose.PRESENCE, workers(node).first()));
            }
        }
        endHeld(now);
        return due;
    }

    /** What waits for a rollout that is held is blocked, with the reason. */
    private void endHeld(long now) {
        for (NodeKey node : List.copyOf(parked.keySet())) {
            rollouts.holder(node, now).ifPresent(holder -> {
                String message = RolloutText.held(holder) + ", then run reconcile again";
                end(new Ending(node, Outcome.Result.BLOCKED, Outcome.ROLLOUT_HELD, message));
            });
        }
    }

    /** What becomes of everything that is left to do on a node. */
    private record Ending(NodeKey node, Outcome.Result result, String uri, String message) {}

    private void end(Ending end) {
        List<Task> ending = new ArrayList<>(release(end.node()));
        ending.addAll(graph.on(end.node()));
        for (Task task : ending) {
            if (!task.isOver()) {
                Judge.give(task, end.result(), end.uri(), end.message());
                over.add(task);
            }
        }
    }

    /** Tasks that ended here since it was last asked. */
    List<Task> takeOver() {
        List<Task> tasks = List.copyOf(over);
        over.clear();
        return tasks;
    }

    private List<Task> release(NodeKey node) {
        List<Task> tasks = parked.remove(node);
        return tasks == null ? List.of() : tasks;
    }

    private Task look(Task.Purpose purpose, ObjectPath path) {
        return Task.look(Integer.MAX_VALUE - ++looks, purpose, path);
    }

    /** The workers that something is done in. */
    private TreeSet<ObjectPath> workers(NodeKey node) {
        TreeSet<ObjectPath> workers = new TreeSet<>();
        graph.on(node).forEach(task -> task.path.worker().ifPresent(workers::add));
        return workers;
    }

    /** Looks at what must have survived the soak: the workers, and the transports that were changed. */
    private List<Task> proofs(NodeKey node) {
        TreeSet<ObjectPath> paths = workers(node);
        for (Task task : graph.on(node)) {
            boolean deletes =
                    task.action.filter(each -> each.type() == ActionType.DELETE).isPresent();
            if (deletes) {
                paths.remove(task.path);
            } else if (task.path.kind() == ObjectKind.TRANSPORT) {
                paths.add(task.path);
            }
        }
        return paths.stream().map(path -> look(Task.Purpose.PROOF, path)).toList();
    }

    private void prove(NodeKey node) {
        proofsOpen.remove(node);
        rollouts.onSeen(node, Sight.GOAL);
    }

    /** The reply to a look; what comes back is to be looked at again. */
    Optional<Task> onLook(Task task, Reply reply, long now) {
        NodeKey node = task.path.node().orElseThrow();
        boolean there = reply instanceof Reply.Observed
                || reply instanceof Reply.Failed failed && ErrorClass.of(failed.uri()) == ErrorClass.GONE;
        return task.purpose == Task.Purpose.PRESENCE
                ? onPresence(task, node, there, now)
                : onProof(task, node, reply, now);
    }

    private Optional<Task> onPresence(Task task, NodeKey node, boolean there, long now) {
        if (there) {
            rollouts.onSeen(node, Sight.TO_DO);
            return Optional.empty();
        }
        if (task.awaySince == 0) {
            task.awaySince = now;
        }
        task.awayTries++;
        if (task.awayTries < AWAY_TRIES || now - task.awaySince < options.nodePatience()) {
            return Optional.of(later(task, now + dice.nextLong(options.retries().first() + 1)));
        }
        end(new Ending(node, Outcome.Result.DEFERRED, AWAY, "its node has no uplink"));
        return Optional.empty();
    }

    private Optional<Task> onProof(Task task, NodeKey node, Reply reply, long now) {
        boolean works = reply instanceof Reply.Observed seen
                && seen.object()
                        .filter(object -> object.status() != LiveObject.Status.FAILED)
                        .isPresent();
        if (works) {
            proofsOpen.computeIfPresent(node, (key, open) -> open - 1);
            if (Integer.valueOf(0).equals(proofsOpen.get(node))) {
                prove(node);
            }
            return Optional.empty();
        }
        boolean silent = reply instanceof Reply.NoAnswer
                || reply instanceof Reply.Failed failed && ErrorClass.of(failed.uri()) == ErrorClass.TRANSIENT;
        if (silent && ++task.tries < PROOF_TRIES) {
            return Optional.of(later(task, now + PROOF_PAUSE));
        }
        boolean gone = reply instanceof Reply.Observed
                || reply instanceof Reply.Failed failed && ErrorClass.of(failed.uri()) == ErrorClass.GONE;
        String what = gone ? task.path + ": did not keep running" : node + ": did not stay reachable";
        proofsOpen.remove(node);
        rollouts.onFailed(new Failure(node, what + " after the change", origin(node)));
        return Optional.empty();
    }

    private static Task later(Task task, long at) {
        task.state = Task.State.TO_LOOK;
        task.notBefore = at;
        return task;
    }

    /** Everything on a node is over. */
    void onOver(NodeKey node) {
        if (!members.contains(node)) {
            return;
        }
        List<Task> tasks = graph.on(node);
        Optional<Task> bad = first(tasks, Outcome.Result.FAILED)
                .or(() -> first(tasks, Outcome.Result.CONFLICT))
                .or(() -> first(tasks, Outcome.Result.BLOCKED));
        boolean touched = tasks.stream().anyMatch(task -> task.touched);
        boolean away = first(tasks, Outcome.Result.DEFERRED).isPresent();
        boolean untouched = bad.isEmpty() && away && !touched;
        if (!started.contains(node) || untouched) {
            rollouts.onLeft(node);
        } else if (bad.isPresent()) {
            Task task = bad.get();
            rollouts.onFailed(new Failure(node, task.path + ": " + task.message, origin(task)));
        } else if (away) {
            rollouts.onFailed(new Failure(node, "went offline while it was changed", origin(node)));
        } else {
            rollouts.onSeen(node, Sight.GOAL);
        }
    }

    private static Optional<Task> first(List<Task> tasks, Outcome.Result result) {
        return tasks.stream().filter(task -> task.result == result).findFirst();
    }

    private Origin origin(NodeKey node) {
        return graph.on(node).stream()
                .map(Gate::origin)
                .filter(Origin::isKnown)
                .findFirst()
                .orElse(Origin.NONE);
    }

    /** The line that changed, or else where the object is written. */
    private static Origin origin(Task task) {
        return task.action
                .map(action -> action.changes().stream()
                        .map(change -> change.origin())
                        .filter(Origin::isKnown)
                        .findFirst()
                        .orElse(action.origin()))
                .orElse(Origin.NONE);
    }

    long wakeAt() {
        return parked.isEmpty() ? Long.MAX_VALUE : rollouts.wakeAt();
    }

    List<RolloutStatus> statuses(long now) {
        rollouts.settle(now);
        return rollouts.statuses(now);
    }
}
