package dev.weft.engine.apply;

import dev.weft.engine.apply.ExecutionOptions.Limits;
import java.util.HashMap;
import java.util.Map;

/** Counts requests in flight and says whether one more may go: one change per worker, few per node, and so many in all. */
final class InFlight {

    private final Limits limits;
    private final Map<Long, Task> tasks = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long lastId;

    InFlight(Limits limits) {
        this.limits = limits;
    }

    boolean isFull() {
        return tasks.size() >= limits.total();
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    boolean admits(Task task) {
        return !isFull()
                && counts.getOrDefault(node(task), 0) < limits.perNode()
                && counts.getOrDefault(worker(task), 0) < limits.perWorker();
    }

    /** The id of the request that goes out. */
    long add(Task task) {
        tasks.put(++lastId, task);
        counts.merge(node(task), 1, Integer::sum);
        counts.merge(worker(task), 1, Integer::sum);
        return lastId;
    }

    /** The task that the request was for; null for an id that is not in flight (any more). */
    @org.jspecify.annotations.Nullable
    Task remove(long id) {
        Task task = tasks.remove(id);
        if (task != null) {
            counts.merge(node(task), -1, Integer::sum);
            counts.merge(worker(task), -1, Integer::sum);
        }
        return task;
    }

    private static String node(Task task) {
        return "node " + task.path.node().map(Object::toString).orElse(task.path.mrealm());
    }

    /** Outside of workers, each object is a queue of its own. */
    private static String worker(Task task) {
        return "worker " + task.path.worker().orElse(task.path).text();
    }
}
