package dev.weft.engine.plan;

/**
 * A guard that says no to the whole plan.
 *
 * @param guard {@code max-disrupted-sessions}, {@code max-disruption}, {@code prune-cap}, {@code allow-empty}
 * @param remedy what to type to allow it once
 */
public record Refusal(String guard, String message, String remedy) {}
