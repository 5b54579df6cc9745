package dev.weft.engine.apply;

import dev.weft.engine.live.LiveObject;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides what a reply means for a task: go on, look, try again later, or give up. */
final class Judge {

    /** A node that does not answer is asked so often before its work is deferred, however little patience there is. */
    private static final int AWAY_TRIES = 10;

    /** What a call to a node without uplink is answered with. */
    private static final String AWAY = "wamp.error.no_such_procedure";

    private final ExecutionOptions options;
    private final RandomGenerator dice;

    Judge(ExecutionOptions options, RandomGenerator dice) {
        this.options = options;
        this.dice = dice;
    }

    void onCallReply(Task task, Reply reply, long now) {
        if (reply instanceof Reply.Failed failed) {
            onCallFailed(task, failed, now);
        } else if (reply instanceof Reply.Away gone) {
            away(task, Task.State.TO_CALL, gone, now);
        } else if (reply instanceof Reply.NoAnswer lost && isRepeatable(task)) {
            again(task, Task.State.TO_CALL, "", lost.message(), now);
        } else if (reply instanceof Reply.NoAnswer lost) {
            task.touched = true;
            task.message = lost.message();
            later(task, Task.State.TO_LOOK, now);
        } else {
            task.touched = true;
            stepDone(task);
        }
    }

    void onLookReply(Task task, Reply reply, long now) {
        if (reply instanceof Reply.Observed observed) {
            onSeen(task, observed.object(), now);
        } else if (reply instanceof Reply.Failed failed) {
            ErrorClass kind = ErrorClass.of(failed.uri());
            if (kind == ErrorClass.GONE) {
                onSeen(task, Optional.empty(), now);
            } else if (kind == ErrorClass.PERMANENT) {
                give(task, Outcome.Result.FAILED, failed.uri(), failed.message());
            } else {
                again(task, Task.State.TO_LOOK, failed.uri(), failed.message(), now);
            }
        } else if (reply instanceof Reply.Away gone) {
            away(task, Task.State.TO_LOOK, gone, now);
        } else {
            String message = reply instanceof Reply.NoAnswer lost ? lost.message() : "unexpected reply";
            again(task, Task.State.TO_LOOK, "", message, now);
        }
    }

    private void onCallFailed(Task task, Reply.Failed failed, long now) {
        switch (ErrorClass.of(failed.uri())) {
            case ALREADY -> {
                task.errorUri = failed.uri();
                task.message = failed.message();
                look(task, now);
            }
            case GONE -> {
                if (task.command() instanceof Command.Stop) {
                    stepDone(task);
                } else {
                    conflict(task, task.state, failed.uri(), failed.message(), now);
                }
            }
            case TRANSIENT -> {
                if (isRepeatable(task)) {
                    again(task, Task.State.TO_CALL, failed.uri(), failed.message(), now);
                } else {
                    task.touched = true;
                    task.errorUri = failed.uri();
                    task.message = failed.message();
                    later(task, Task.State.TO_LOOK, now);
                }
            }
            case PERMANENT -> give(task, Outcome.Result.FAILED, failed.uri(), failed.message());
        }
    }

    /** A record can be stored twice; anything else is looked at first. */
    private static boolean isRepeatable(Task task) {
        return task.command() instanceof Command.Own;
    }

    /** A reply was lost or the object was there already: what is live decides. */
    private void onSeen(Task task, Optional<LiveObject> live, long now) {
        Command command = task.command();
        if (command instanceof Command.Stop) {
            if (live.isEmpty()) {
                stepDone(task);
            } else {
                again(task, Task.State.TO_CALL, task.errorUri, "still there", now);
            }
        } else if (live.isEmpty()) {
            again(task, Task.State.TO_CALL, task.errorUri, task.message, now);
        } else if (Steps.isReached(command, live.get())) {
            stepDone(task);
        } else if (command instanceof Command.Update) {
            again(task, Task.State.TO_CALL, task.errorUri, task.message, now);
        } else if (task.step > 0) {
            // Somebody made it anew between our stop and our start: stop it again, but not for ever.
            task.step = 0;
            conflict(task, Task.State.TO_CALL, task.errorUri, "was made by somebody else meanwhile", now);
        } else {
            give(
                    task,
                    Outcome.Result.CONFLICT,
                    task.errorUri,
                    "is there already with another configuration; plan again");
        }
    }

    private static void stepDone(Task task) {
        task.tries = 0;
        task.awaySince = 0;
        task.awayTries = 0;
        task.errorUri = "";
        task.message = "";
        task.step++;
        if (task.step == task.steps.size()) {
            give(task, Outcome.Result.DONE, "", "");
        } else {
            task.state = Task.State.TO_CALL;
            task.notBefore = 0;
        }
    }

    private static void look(Task task, long now) {
        task.state = Task.State.TO_LOOK;
        task.notBefore = now;
    }

    private void again(Task task, Task.State state, String uri, String message, long now) {
        task.errorUri = uri;
        task.message = message;
        if (task.tries + 1 >= options.retries().transientTries()) {
            String tried = "gave up after " + (task.tries + 1) + " tries" + (message.isEmpty() ? "" : ": " + message);
            give(task, Outcome.Result.FAILED, uri, tried);
        } else {
            later(task, state, now);
        }
    }

    private void conflict(Task task, Task.State state, String uri, String message, long now) {
        task.conflicts++;
        task.errorUri = uri;
        task.message = message;
        if (task.conflicts >= options.retries().conflictTries()) {
            give(task, Outcome.Result.CONFLICT, uri, message);
        } else {
            later(task, state == Task.State.CALLING ? Task.State.TO_CALL : state, now);
        }
    }

    private void away(Task task, Task.State state, Reply.Away gone, long now) {
        if (task.awaySince == 0) {
            task.awaySince = now;
        }
        boolean patient = now - task.awaySince < options.nodePatience();
        if (task.awayTries < AWAY_TRIES || patient) {
            task.errorUri = AWAY;
            task.message = gone.message();
            // It may come any moment, and asking costs the master nothing: no growing pauses.
            task.awayTries++;
            task.state = state;
            task.notBefore = now + dice.nextLong(options.retries().first() + 1);
        } else {
            give(task, Outcome.Result.DEFERRED, AWAY, "its node has no uplink: " + gone.message());
        }
    }

    private void later(Task task, Task.State state, long now) {
        long bound = options.retries().first();
        for (int i = 0; i < task.tries && bound < options.retries().cap(); i++) {
            bound *= 2;
        }
        task.tries++;
        task.state = state;
        task.notBefore = now + dice.nextLong(Math.min(bound, options.retries().cap()) + 1);
    }

    static void give(Task task, Outcome.Result result, String uri, String message) {
        task.state = Task.State.OVER;
        task.result = result;
        task.errorUri = uri;
        task.message = message;
    }
}
