package dev.weft.node.worker;

import dev.weft.config.realm.PermissionConfig;
import dev.weft.config.realm.RoleConfig;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.worker.auth.ServiceSessions;
import dev.weft.router.Action;
import dev.weft.router.AskingAuthorizer;
import dev.weft.router.Authorizer;
import dev.weft.router.Permission;
import dev.weft.router.Realm;
import dev.weft.router.RoleRules;
import dev.weft.router.StaticPermissions;
import dev.weft.wamp.message.Dict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** From a role's configuration to the rules of the router. */
final class RoleMapping {

    /** For an authorizer's answer; messages of the session wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Per role: some megabytes at most. */
    private static final int MOST_REMEMBERED = 10_000;

    private final ServiceSessions sessions;

    /** @param sessions from which authorizers are called */
    RoleMapping(ServiceSessions sessions) {
        this.sessions = sessions;
    }

    /** @throws dev.weft.wamp.error.ApplicationError {@code crossbar.error.feature_unavailable} for what the router cannot decide */
    RoleRules rules(RoleConfig config, Realm realm) {
        return new RoleRules(config.name(), authorizer(config, realm));
    }

    private Authorizer authorizer(RoleConfig config, Realm realm) {
        String procedure = config.authorizer();
        if (procedure != null) {
            Dict options = Dict.of("timeout", realm.callRules().option(PATIENCE));
            return new AskingAuthorizer(
                    arguments ->
                            sessions.trusted(realm).thenCompose(session -> session.call(procedure, options, arguments)),
                    MOST_REMEMBERED);
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
