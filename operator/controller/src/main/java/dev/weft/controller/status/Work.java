package dev.weft.controller.status;

import dev.weft.crd.status.Condition;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import java.util.List;
import java.util.stream.Collectors;

/** What is still to be done on a node, in the words of conditions. */
public final class Work {

    /** Begins what is said about a node that was as it shall be, and is not any more. */
    public static final String DRIFTED = "was changed by somebody else, or broke; ";

    private static final int NAMED = 3;

    private final NodeSeen seen;
    private final boolean observing;

    private Work(NodeSeen seen, boolean observing) {
        this.seen = seen;
        this.observing = observing;
    }

    static Work on(NodeSeen seen, boolean observing) {
        return new Work(seen, observing);
    }

    boolean isDone() {
        return seen.pending().isEmpty() && seen.conflicts().isEmpty();
    }

    String reason() {
        if (!seen.conflicts().isEmpty()) {
            return "ResourceConflict";
        }
        if (!seen.failures().isEmpty()) {
            return "ApplyFailed";
        }
        return observing ? "AwaitingApproval" : "Applying";
    }

    String message() {
        if (!seen.conflicts().isEmpty()) {
            return conflicts(seen.conflicts());
        }
        if (!seen.failures().isEmpty()) {
            return failures(seen.failures());
        }
        String what = actions(seen.pending());
        return observing ? "the fabric is only observed; would do: " + what : what;
    }

    void sync(Conditions conditions) {
        if (seen.deferred().isPresent()) {
            Deferred deferred = seen.deferred().get();
            conditions.synced(Condition.UNKNOWN, "Deferred", "waits: the node is " + deferred.reason());
        } else if (isDone()) {
            conditions.synced(Condition.TRUE, "InSync", "nothing to do");
        } else {
            conditions.synced(Condition.FALSE, reason(), message());
        }
    }

    void notes(Conditions conditions) {
        if (isDone()) {
            return;
        }
        if (seen.drifted()) {
            conditions.note(Condition.DRIFTED, "Changed", DRIFTED + "to be mended: " + actions(seen.pending()));
        }
        if (!seen.conflicts().isEmpty()) {
            conditions.note(Condition.STALLED, reason(), message());
        } else if (!observing) {
            conditions.note(Condition.RECONCILING, reason(), message());
        }
    }

    /** The first few. */
    public static String actions(List<Action> actions) {
        return some(actions.stream()
                .map(each -> each.type().word() + " " + each.path() + " (" + each.reason() + ")")
                .toList());
    }

    /** What did not succeed, and why: causes before what they held up. */
    public static String failures(List<Outcome> failures) {
        List<Outcome> causes = failures.stream()
                .filter(each -> each.result() != Outcome.Result.BLOCKED)
                .toList();
        List<Outcome> told = causes.isEmpty() ? failures : causes;
        return some(told.stream()
                        .map(each -> each.action().type().word() + " "
                                + each.action().path() + " failed: " + each.message())
                        .toList())
                + "; tried again by itself, and at once when a document changes";
    }

    static String conflicts(List<Conflict> conflicts) {
        return some(conflicts.stream()
                .map(each ->
                        each.path() + " " + each.reason() + "; " + each.remedy().inOperator())
                .toList());
    }

    private static String some(List<String> all) {
        String first = all.stream().limit(NAMED).collect(Collectors.joining("; "));
        return all.size() > NAMED ? first + "; and " + (all.size() - NAMED) + " more" : first;
    }
}
