package dev.weft.engine.apply;

import dev.weft.engine.live.Inventory;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tasks of a plan and what they wait for. A node's ownership record is stored before the first change on it, and once more
 * when all of them are over.
 */
final class TaskGraph {

    private final List<Task> tasks = new ArrayList<>();
    private final Map<ObjectPath, Task> byPath = new HashMap<>();
    private final TreeMap<NodeKey, List<Task>> onNode = new TreeMap<>();
    private final Plan plan;
    private final Set<NodeKey> settled = new HashSet<>();
    /** Whether nothing new is begun any more. */
    private boolean closed;

    TaskGraph(Plan plan) {
        this.plan = plan;
        for (Action action : plan.actions()) {
            Task task = add(action.path(), Optional.of(action), Steps.of(action));
            byPath.put(action.path(), task);
            if (action.path().kind().isOnNode()) {
                action.path()
                        .node()
                        .ifPresent(node -> onNode.computeIfAbsent(node, key -> new ArrayList<>())
                                .add(task));
            }
        }
        for (Action action : plan.actions()) {
            Task task = byPath.get(action.path());
            if (task != null) {
                // What is not in this plan is not waited for: a plan may be a part of another.
                action.dependsOn().stream()
                        .map(byPath::get)
                        .filter(Objects::nonNull)
                        .forEach(task::after);
            }
        }
        plan.bookkeeping().forEach((node, book) -> {
            Inventory first = onNode.containsKey(node) ? book.claimed() : book.settled();
            if (!first.equals(book.before())) {
                addClaim(node, Ledger.command(node, first));
            }
        });
    }

    /** In the order in which they are preferred; those that have an action come as in the plan. */
    List<Task> tasks() {
        return tasks;
    }

    /** What is done on a node. */
    List<Task> on(NodeKey node) {
        return onNode.getOrDefault(node, List.of());
    }

    private Task add(ObjectPath path, Optional<Action> action, List<Command> steps) {
        Task task = new Task(tasks.size(), path, action, steps);
        tasks.add(task);
        return task;
    }

    private void addClaim(NodeKey node, Command claim) {
        Task task = add(node.path(), Optional.empty(), List.of(claim));
        Task pairing = byPath.get(node.path());
        if (pairing != null) {
            task.after(pairing);
        }
        onNode.getOrDefault(node, List.of()).forEach(other -> other.after(task));
    }

    /**
     * Begins nothing new from now on. What was stopped only to be started again, or is being stopped, still is, with what was inside
     * it and whatever that waits for; nobody asked for its absence.
     *
     * @return the records to store for nodes on which nothing more happens
     */
    List<Task> close() {
        closed = true;
        ArrayDeque<Task> begun = new ArrayDeque<>();
        tasks.stream().filter(Task::mayHaveStopped).forEach(task -> {
            begun.add(task);
            begun.addAll(broughtBack(task));
        });
        while (!begun.isEmpty()) {
            Task task = begun.remove();
            if (!task.owed && !task.isOver()) {
                task.owed = true;
                begun.addAll(task.prerequisites);
                if (task.stopsFirst()) {
                    begun.addAll(broughtBack(task));
                }
            }
        }
        List<Task> records = new ArrayList<>();
        List.copyOf(onNode.keySet()).forEach(node -> records.addAll(settle(node)));
        return records;
    }

    /** What is gone with it while it is stopped: what was inside it; with a pairing, what the master knew to be ours. */
    private List<Task> broughtBack(Task stopped) {
        if (!stopped.path.kind().isOnNode()) {
            return stopped.dependents.stream()
                    .filter(task -> task.action.isEmpty())
                    .toList();
        }
        return stopped.path.node().map(node -> onNode.getOrDefault(node, List.of())).orElse(List.of()).stream()
                .filter(task -> task.path.isInside(stopped.path))
                .filter(task -> task.action
                        .filter(each -> each.type() == ActionType.CREATE)
                        .isPresent())
                .toList();
    }

    /** The records to store for nodes on which nothing more happens. */
    List<Task> settle(NodeKey node) {
        List<Task> here = on(node);
        var book = plan.bookkeeping().get(node);
        boolean over = here.stream().allMatch(this::isAtRest);
        boolean claimed = here.stream().anyMatch(task -> task.touched);
        if (book == null || !over || !claimed || !settled.add(node)) {
            return List.of();
        }
        var record = Ledger.settled(book, here);
        if (record.equals(book.claimed())) {
            return List.of();
        }
        Task last = add(node.path(), Optional.empty(), List.of(Ledger.command(node, record)));
        last.owed = true;
        return List.of(last);
    }

    private boolean isAtRest(Task task) {
        return task.isOver() || closed && !task.owed && !task.isInFlight();
    }
}
