package dev.weft.router.session;

import dev.weft.router.Authorizer;
import dev.weft.router.RoleRules;
import org.jspecify.annotations.Nullable;

/** A role of a realm. Its sessions refer to it, so that other rules are in force for them at once. */
public final class Role {

    public static final String TRUSTED = "trusted";

    private final String name;
    private @Nullable Authorizer authorizer;
    private @Nullable Long trustLevel;

    private Role(String name, @Nullable Authorizer authorizer, @Nullable Long trustLevel) {
        this.name = name;
        this.authorizer = authorizer;
        this.trustLevel = trustLevel;
    }

    /** The role of the router's own process, which may do everything. */
    public static Role trusted() {
        return new Role(TRUSTED, null, null);
    }

    public static Role of(RoleRules rules) {
        return new Role(rules.name(), rules.authorizer(), rules.trustLevel());
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

    /** How far what its sessions send is to be trusted, as receivers are told; null where they are told nothing. */
    public @Nullable Long trustLevel() {
        return trustLevel;
    }

    public void replace(RoleRules rules) {
        authorizer = rules.authorizer();
        trustLevel = rules.trustLevel();
    }
}
