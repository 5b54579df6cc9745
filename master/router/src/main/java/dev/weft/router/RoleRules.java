package dev.weft.router;

import org.jspecify.annotations.Nullable;

/**
 * A role of a realm and who decides what it may do.
 *
 * @param name as in {@code authrole}; {@code trusted} is reserved
 * @param trustLevel told to callees and subscribers (WAMP, "Call Trust Levels", "Publication Trust Levels"); null for none
 */
public record RoleRules(
        String name, Authorizer authorizer, @Nullable Long trustLevel) {

    /** A role without a trust level. */
    public RoleRules(String name, Authorizer authorizer) {
        this(name, authorizer, null);
    }
}
