package dev.weft.engine.plan;

/**
 * A guard that says no.
 *
 * @param guard {@code max-disrupted-sessions}, {@code max-disruption}, {@code prune-cap}, {@code prune}, {@code allow-empty}
 * @param scope to how much it says no
 * @param remedy what to do so that it is allowed
 */
public record Refusal(String guard, Scope scope, String message, Remedy remedy) {

    /** How much is refused. */
    public enum Scope {
        /** All of the plan: nothing is executed. */
        PLAN,
        /** Only removing what no document names, or nodes that are retired: it is not in the plan, and the rest is executed. */
        PRUNE
    }

    /** A guard that says no to the whole plan. */
    public Refusal(String guard, String message, Remedy remedy) {
        this(guard, Scope.PLAN, message, remedy);
    }
}
