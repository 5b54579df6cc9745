package dev.weft.engine.plan;

import dev.weft.engine.desired.DesiredNode;
import dev.weft.engine.live.LiveNode;
import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;

/**
 * Why nothing is done on a node although something may have to be: a failure of that node alone, which holds up no other.
 *
 * @param path what on the node it is about, or the node itself
 * @param message for people, without secrets
 * @param remedy what to do about it
 * @param origin where what it is about is written
 */
public record Obstacle(Cause cause, ObjectPath path, String message, String remedy, Origin origin) {

    /** What kind of failure. */
    public enum Cause {
        /** Something would have to be started with a secret that nobody knows. */
        SECRET,
        /** The node cannot be read, and trying again does not help. */
        UNREADABLE,
        /** Planning the node failed. */
        PLANNING
    }

    static Obstacle of(DesiredNode node, LiveNode.Problem problem) {
        return new Obstacle(
                Cause.UNREADABLE,
                node.key().path(),
                "cannot be read: " + problem.message(),
                problem.remedy(),
                node.origin());
    }

    /** Planning failed where it must not: a fault of Weft, or something on the node that it cannot make sense of. */
    static Obstacle of(DesiredNode node, RuntimeException failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        String where = stack.length == 0 ? "" : " (" + failure.getClass().getSimpleName() + " at " + stack[0] + ")";
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new Obstacle(
                Cause.PLANNING,
                node.key().path(),
                "cannot be planned: " + what + where,
                "mend what it names; if there is nothing to mend, report it as a fault",
                node.origin());
    }
}
