package dev.weft.engine.apply;

import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One action, or one ownership record to store, while it is carried out. */
final class Task {

    /** Where it stands. */
    enum State {
        /** For other tasks. */
        WAITING,
        /** To send its next command. */
        TO_CALL,
        CALLING,
        /** To look what the effect of its last command is. */
        TO_LOOK,
        LOOKING,
        OVER
    }

    /** What it is for. */
    enum Purpose {
        /** An action, or an ownership record. */
        WORK,
        /** To see whether a node that was just paired is there. */
        PRESENCE,
        /** To see whether something on a node still works at the end of a soak. */
        PROOF
    }

    final int index;
    final Purpose purpose;
    final ObjectPath path;
    final Optional<Action> action;
    final List<Command> steps;
    final List<Task> dependents = new ArrayList<>();
    final List<Task> prerequisites = new ArrayList<>();

    State state = State.WAITING;
    Outcome.Result result = Outcome.Result.PENDING;
    String errorUri = "";
    String message = "";
    int waitsFor;
    int step;
    int tries;
    int conflicts;
    /** When the node was first found away; 0 while it is not. */
    long awaySince;

    int awayTries;

    long notBefore;
    /** Whether a command of it may have changed something. */
    boolean touched;
    /** Whether it is done even when nothing new is begun any more: without it, something would stay stopped or unrecorded. */
    boolean owed;

    Task(int index, ObjectPath path, Optional<Action> action, List<Command> steps) {
        this(index, Purpose.WORK, path, action, steps);
    }

    private Task(int index, Purpose purpose, ObjectPath path, Optional<Action> action, List<Command> steps) {
        this.index = index;
        this.purpose = purpose;
        this.path = path;
        this.action = action;
        this.steps = new ArrayList<>(steps);
    }

    /** Only looks at an object; {@code index} is one that no work has. */
    static Task look(int index, Purpose purpose, ObjectPath path) {
        Task task = new Task(index, purpose, path, Optional.empty(), List.of());
        task.state = State.TO_LOOK;
        return task;
    }

    Command command() {
        return steps.get(step);
    }

    void after(Task other) {
        waitsFor++;
        other.dependents.add(this);
        prerequisites.add(other);
    }

    /** Whether it is about what runs on a node, or the record of that; not its pairing. */
    boolean isOnNode() {
        return action.isEmpty() || path.kind().isOnNode();
    }

    boolean isOver() {
        return state == State.OVER;
    }

    boolean isInFlight() {
        return state == State.CALLING || state == State.LOOKING;
    }

    /** Whether it stops something only to start it again. */
    boolean stopsFirst() {
        return action.filter(each -> each.type().stopsFirst()).isPresent();
    }

    /** Whether it has stopped something that it starts again, or may have. */
    boolean mayHaveStopped() {
        return stopsFirst() && (step > 0 || isInFlight() || state == State.TO_LOOK);
    }
}
