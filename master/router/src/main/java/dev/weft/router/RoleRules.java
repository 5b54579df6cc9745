package dev.weft.router;

/**
 * A role of a realm and who decides what it may do.
 *
 * @param name as in {@code authrole}; {@code trusted} is reserved
 */
public record RoleRules(String name, Authorizer authorizer) {}
