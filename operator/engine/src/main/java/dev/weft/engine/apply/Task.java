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

    final int index;
    final ObjectPath path;
    final Optional<Action> action;
    final List<Command> steps;
    final List<Task> dependents = new ArrayList<>();

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

    Task(int index, ObjectPath path, Optional<Action> action, List<Command> steps) {
        this.index = index;
        this.path = path;
        this.action = action;
        this.steps = new ArrayList<>(steps);
    }

    Command command() {
        return steps.get(step);
    }

    void after(Task other) {
        waitsFor++;
        other.dependents.add(this);
    }

    boolean isOver() {
        return state == State.OVER;
    }
}
