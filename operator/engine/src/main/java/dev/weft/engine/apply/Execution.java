package dev.weft.engine.apply;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Executes one plan, as a state machine: the caller sends what {@link #due} says, passes every reply to {@link #onReply}, and
 * calls {@code due} again then and at {@link #wakeAt}. Not thread-safe; the clock is the caller's, in milliseconds.
 */
public final class Execution {

    private final Plan plan;
    private final ExecutionOptions options;
    private final TaskGraph graph;
    private final Judge judge;
    private final Gate gate;
    private final InFlight inFlight;
    private final TreeSet<Task> ready = new TreeSet<>(Comparator.comparingInt((Task task) -> task.index));
    private final TreeSet<Task> sleeping = new TreeSet<>(
            Comparator.comparingLong((Task task) -> task.notBefore).thenComparingInt(task -> task.index));
    private boolean stopped;
    private boolean late;
    private long seenAt;

    private Execution(Plan plan, ExecutionOptions options, RandomGenerator dice) {
        this.plan = plan;
        this.options = options;
        this.graph = new TaskGraph(plan);
        this.judge = new Judge(options, dice);
        this.gate = new Gate(plan, graph, options, dice);
        this.inFlight = new InFlight(options.limits());
        if (!plan.isRefused()) {
            List.copyOf(graph.tasks()).stream()
                    .filter(task -> task.waitsFor == 0)
                    .forEach(this::open);
        }
    }

    /**
     * Starts.
     *
     * @param dice for the jitter of retries
     */
    public static Execution of(Plan plan, ExecutionOptions options, RandomGenerator dice) {
        return new Execution(plan, options, dice);
    }

    /** The requests that may go out now. */
    public List<Request> due(long now) {
        seenAt = now;
        if (now >= options.deadline() && !isFinished()) {
            late = true;
            stop();
        }
        List<Request> requests = new ArrayList<>();
        if (!stopped) {
            openGate(now);
        }
        while (!sleeping.isEmpty() && sleeping.first().notBefore <= now) {
            Task awake = sleeping.first();
            sleeping.remove(awake);
            ready.add(awake);
        }
        for (Iterator<Task> each = ready.iterator(); each.hasNext() && !inFlight.isFull(); ) {
            Task task = each.next();
            if (goesOn(task) && inFlight.admits(task)) {
                each.remove();
                if (gate.passes(task)) {
                    requests.add(send(task));
                }
            }
        }
        return requests;
    }

    /** Lets through what may go on; a node that drops out may make room for another. */
    private void openGate(long now) {
        List<Task> opened;
        List<Task> over;
        do {
            opened = gate.due(now);
            ready.addAll(opened);
            over = gate.takeOver();
            over.forEach(this::finish);
        } while (!opened.isEmpty() || !over.isEmpty());
    }

    private Request send(Task task) {
        long id = inFlight.add(task);
        if (task.state == Task.State.TO_LOOK) {
            task.state = Task.State.LOOKING;
            return new Request.Observe(id, task.path);
        }
        task.state = Task.State.CALLING;
        return new Request.Invoke(id, task.command());
    }

    /** The reply to a request; one that nobody waits for is ignored. */
    public void onReply(long id, Reply reply, long now) {
        seenAt = now;
        Task task = inFlight.remove(id);
        if (task == null) {
            return;
        }
        if (task.purpose != Task.Purpose.WORK) {
            gate.onLook(task, reply, now).ifPresent(sleeping::add);
            gate.takeOver().forEach(this::finish);
            return;
        }
        if (task.state == Task.State.LOOKING) {
            judge.onLookReply(task, reply, now);
        } else {
            judge.onCallReply(task, reply, now);
        }
        if (task.isOver()) {
            finish(task);
        } else {
            sleeping.add(task);
            if (stopped) {
                settleNodeOf(task);
            }
        }
    }

    private void open(Task task) {
        task.state = Task.State.TO_CALL;
        if (!gate.keeps(task)) {
            ready.add(task);
        }
    }

    private void finish(Task first) {
        ArrayDeque<Task> over = new ArrayDeque<>(List.of(first));
        while (!over.isEmpty()) {
            Task task = over.remove();
            for (Task dependent : task.dependents) {
                dependent.waitsFor--;
                if (dependent.isOver()) {
                    continue;
                }
                if (task.result != Outcome.Result.DONE) {
                    block(dependent, task);
                    over.add(dependent);
                } else if (dependent.waitsFor == 0) {
                    open(dependent);
                }
            }
            settleNodeOf(task);
        }
    }

    private void settleNodeOf(Task task) {
        if (task.action.isPresent() && task.path.kind().isOnNode()) {
            task.path.node().ifPresent(this::settle);
        }
    }

    private void settle(NodeKey node) {
        graph.settle(node).forEach(this::open);
        if (graph.on(node).stream().allMatch(Task::isOver)) {
            gate.onOver(node);
        }
    }

    private boolean goesOn(Task task) {
        return !stopped || task.owed;
    }

    private static void block(Task task, Task by) {
        boolean waits = by.result == Outcome.Result.DEFERRED;
        String what = by.action.isPresent() ? "'" + by.path + "'" : "the ownership record of its node";
        Judge.give(
                task,
                waits ? Outcome.Result.DEFERRED : Outcome.Result.BLOCKED,
                by.errorUri,
                (waits ? "waits for " : "blocked by ") + what);
    }

    /** When {@link #due} has something new without a reply; {@link Long#MAX_VALUE} when only a reply can help. */
    public long wakeAt() {
        if (isFinished()) {
            return Long.MAX_VALUE;
        }
        long next = sleeping.stream()
                .filter(this::goesOn)
                .findFirst()
                .map(task -> task.notBefore)
                .orElse(Long.MAX_VALUE);
        return stopped ? next : Math.min(Math.min(next, gate.wakeAt()), options.deadline());
    }

    /**
     * Begins nothing new from now on (first Ctrl-C). Requests in flight are waited for, and what was stopped in order to be started
     * again is started: between the two it is missing, although nobody wants that.
     */
    public void stop() {
        if (!stopped) {
            stopped = true;
            graph.close().forEach(this::open);
        }
    }

    /** Whether nothing is in flight and nothing is left to send. */
    public boolean isFinished() {
        return inFlight.isEmpty()
                && ready.stream().noneMatch(this::goesOn)
                && sleeping.stream().noneMatch(this::goesOn)
                && (stopped || gate.isEmpty());
    }

    /** The nodes on which something may have been changed. */
    public Set<NodeKey> touched() {
        return graph.tasks().stream()
                .filter(task -> task.touched && task.path.kind().isOnNode())
                .flatMap(task -> task.path.node().stream())
                .collect(Collectors.toSet());
    }

    /** How things stand; final when finished. */
    public Report report() {
        return Reports.of(plan, graph.tasks(), new Reports.Circumstances(late, gate.statuses(seenAt)));
    }
}
