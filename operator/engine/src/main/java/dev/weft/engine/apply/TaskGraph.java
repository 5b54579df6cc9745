package dev.weft.engine.apply;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                action.dependsOn().stream().map(byPath::get).forEach(task::after);
            }
        }
        plan.bookkeeping().forEach((node, book) -> {
            if (book.isClaimNeeded()) {
                boolean quiet = !onNode.containsKey(node);
                addClaim(node, Ledger.command(node, quiet ? book.settled() : book.claimed()));
            }
        });
    }

    /** In the order in which they are preferred; those that have an action come as in the plan. */
    List<Task> tasks() {
        return tasks;
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

    /** The records to store for nodes on which everything is over now. */
    List<Task> settle(NodeKey node) {
        List<Task> here = onNode.getOrDefault(node, List.of());
        var book = plan.bookkeeping().get(node);
        boolean over = here.stream().allMatch(Task::isOver);
        boolean claimed = here.stream().anyMatch(task -> task.touched);
        if (book == null || !over || !claimed) {
            return List.of();
        }
        var settled = Ledger.settled(book, here);
        if (settled.equals(book.claimed())) {
            return List.of();
        }
        return List.of(add(node.path(), Optional.empty(), List.of(Ledger.command(node, settled))));
    }
}
