package dev.weft.crd.table;

/**
 * A rule in the Common Expression Language that the API server checks.
 *
 * @param place where it stands: names of fields with dots between them, {@code []} for the elements of a list; empty for the resource itself
 * @param rule {@code self} is the value at that place, {@code oldSelf} what it was before a change
 * @param message what is wrong, and what to type
 */
public record Rule(String place, String rule, String message) {}
