package dev.weft.engine.apply;

import dev.weft.engine.plan.Action;

/**
 * What became of one action.
 *
 * @param errorUri of the last failure; empty on success
 * @param message for people: why it failed, what it waits for or is blocked by; empty on success
 */
public record Outcome(Action action, Result result, String errorUri, String message) {

    /** The error of what waits for a rollout that is held. */
    public static final String ROLLOUT_HELD = "weft.error.rollout_held";

    /** From untouched to final. */
    public enum Result {
        /** Not finished yet. */
        PENDING,
        DONE,
        FAILED,
        /** Something it depends on failed, is blocked or is deferred by an error. */
        BLOCKED,
        /** Its node is away: not a failure. */
        DEFERRED,
        /** The live object is not what the plan looked at, or is somebody else's. */
        CONFLICT;

        /** Whether it is over. */
        public boolean isFinal() {
            return this != PENDING;
        }
    }
}
