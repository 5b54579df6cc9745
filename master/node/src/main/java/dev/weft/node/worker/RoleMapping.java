package dev.weft.node.worker;

import dev.weft.config.realm.PermissionConfig;
import dev.weft.config.realm.RoleConfig;
import dev.weft.node.procedure.Refusals;
import dev.weft.router.Action;
import dev.weft.router.Authorizer;
import dev.weft.router.Permission;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** From a role's configuration to the rules of the router. */
final class RoleMapping {

    private RoleMapping() {}

    /** @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for what the router cannot decide */
    static RoleRules rules(RoleConfig config) {
        return new RoleRules(config.name(), authorizer(config));
    }

    private static Authorizer authorizer(RoleConfig config) {
        if (config.authorizer() != null) {
            throw Refusals.unavailable("a role with an authorizer procedure");
        }
        if (Boolean.TRUE.equals(config.allowByDefault())) {
            return StaticPermissions.everything();
        }
        return StaticPermissions.of(
                config.permissions().stream().map(RoleMapping::permission).toList());
    }

    static Permission permission(PermissionConfig config) {
        if (config.validate() != null) {
            throw Refusals.unavailable("a permission with payload validation ('validate')");
        }
        return new Permission(
                config.uri(),
                config.match().name().toLowerCase(Locale.ROOT),
                actions(config.allow()),
                config.disclose().caller(),
                config.disclose().publisher());
    }

    private static Set<Action> actions(PermissionConfig.Allow allow) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        if (allow.call()) {
            actions.add(Action.CALL);
        }
        if (allow.register()) {
            actions.add(Action.REGISTER);
        }
        if (allow.publish()) {
            actions.add(Action.PUBLISH);
        }
        if (allow.subscribe()) {
            actions.add(Action.SUBSCRIBE);
        }
        return actions;
    }
}
