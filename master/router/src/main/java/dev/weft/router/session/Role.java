package dev.weft.router.session;

import dev.weft.router.Authorizer;
import dev.weft.router.RoleRules;
import org.jspecify.annotations.Nullable;

/** A role of a realm. Its sessions refer to it, so that other rules are in force for them at once. */
public final class Role {

    public static final String TRUSTED = "trusted";

    private final String name;
    private @Nullable Authorizer authorizer;

    private Role(String name, @Nullable Authorizer authorizer) {
        this.name = name;
        this.authorizer = authorizer;
    }

    /** The role of the router's own process, which may do everything. */
    public static Role trusted() {
        return new Role(TRUSTED, null);
    }

    public static Role of(RoleRules rules) {
        return new Role(rules.name(), rules.authorizer());
    }

    public String name() {
        return name;
    }

    public boolean isTrusted() {
        return authorizer == null;
    }

    /** Who decides; null for the trusted role. */
    public @Nullable Authorizer authorizer() {
        return authorizer;
    }

    public void replace(Authorizer rules) {
        authorizer = rules;
    }
}
