package dev.weft.controller.status;

import dev.weft.crd.status.Condition;

/**
 * Why nothing can be done for a whole fleet.
 *
 * @param reason one CamelCase word
 * @param message what, why, and what to do
 * @param kind whether somebody has to change something
 */
public record Hold(String reason, String message, Kind kind) {

    /** Who has to move. */
    public enum Kind {
        /** Nobody: it is tried again by itself. */
        RETRIED,
        /** A person. */
        STALLED
    }

    /** The condition that is true while it lasts. */
    String conditionType() {
        return kind == Kind.STALLED ? Condition.STALLED : Condition.RECONCILING;
    }

    public static Hold stalled(String reason, String message) {
        return new Hold(reason, message, Kind.STALLED);
    }

    public static Hold retried(String reason, String message) {
        return new Hold(reason, message, Kind.RETRIED);
    }
}
