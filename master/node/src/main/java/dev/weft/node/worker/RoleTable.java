package dev.weft.node.worker;

import dev.weft.config.realm.RoleConfig;
import dev.weft.config.schema.Problem;
import dev.weft.node.channel.Report;
import dev.weft.node.channel.Report.Phase;
import dev.weft.node.channel.Report.Subject;
import dev.weft.node.procedure.Refusals;
import dev.weft.node.worker.RunningRealm.RunningRole;
import dev.weft.router.RoleRules;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The roles of this worker's realms. Each change is in force when its answer leaves. For the worker's executor only. */
final class RoleTable {

    private final RealmTable realms;
    private final RoleMapping mapping;
    private final Reporter reporter;

    RoleTable(RealmTable realms, RoleMapping mapping, Reporter reporter) {
        this.realms = realms;
        this.mapping = mapping;
        this.reporter = reporter;
    }

    RunningRole require(String realmId, String roleId) {
        RunningRole found = realms.require(realmId).roles().get(roleId);
        if (found == null) {
            throw Refusals.noSuchObject("No role with ID '" + roleId + "' on realm '" + realmId + "'");
        }
        return found;
    }

    CompletionStage<Map<String, @Nullable Object>> start(
            String realmId, String roleId, Map<String, @Nullable Object> tree) {
        RunningRealm realm = realms.require(realmId);
        RoleConfig config = Refusals.requireBlock(RoleConfig.class, tree, "role '" + roleId + "'");
        if (realm.roles().containsKey(roleId)) {
            throw exists("A role with ID '" + roleId + "' already exists in realm with ID '" + realmId + "'");
        }
        for (RunningRole other : realm.roles().values()) {
            if (other.name().equals(config.name())) {
                throw exists("A role with name '" + config.name() + "' already exists in realm with ID '" + realmId
                        + "', as role '" + other.id() + "'");
            }
        }
        RunningRole role = new RunningRole(roleId, config.name(), tree);
        RoleRules rules = mapping.rules(config, realm.realm());
        realm.roles().put(roleId, role);
        List<String> ids = List.of(realmId, roleId);
        CompletionStage<Map<String, @Nullable Object>> started = reporter.step(
                        Subject.ROUTER_REALM_ROLE, Phase.STARTING, ids, null)
                .thenCompose(told -> realm.realm().putRole(rules))
                .thenCompose(inForce -> reporter.report(
                        new Report(Subject.ROUTER_REALM_ROLE, Phase.STARTED, ids, role.config(), role.info())))
                .thenApply(told -> role.info());
        return reporter.orUndo(
                started,
                Subject.ROUTER_REALM_ROLE,
                ids,
                () -> realm.roles().remove(roleId, role)
                        ? realm.realm().removeRole(role.name())
                        : CompletableFuture.completedFuture(role));
    }

    /**
     * Replaces what a role may do, at once and without a moment without it. It is on the controller's disk before it is in force:
     * registrations that narrower rules revoke could not be given back where the change cannot be kept.
     */
    CompletionStage<Map<String, @Nullable Object>> update(
            String realmId, String roleId, Map<String, @Nullable Object> tree) {
        RunningRole old = require(realmId, roleId);
        RoleConfig config = Refusals.requireBlock(RoleConfig.class, tree, "role '" + roleId + "'");
        if (!old.name().equals(config.name())) {
            throw Refusals.invalidConfiguration(
                    "role '" + roleId + "'",
                    List.of(new Problem(
                            "/name",
                            "the name of a running role cannot change from '" + old.name() + "' to '" + config.name()
                                    + "'",
                            "Stop the role and start it with the new name")));
        }
        RunningRealm realm = realms.require(realmId);
        RunningRole role = new RunningRole(roleId, config.name(), tree);
        RoleRules rules = mapping.rules(config, realm.realm());
        List<String> ids = List.of(realmId, roleId);
        CompletionStage<?> kept = reporter.step(Subject.ROUTER_REALM_ROLE, Phase.STARTING, ids, null)
                .thenCompose(told -> reporter.report(
                        new Report(Subject.ROUTER_REALM_ROLE, Phase.UPDATED, ids, role.config(), role.info())));
        return reporter.orUndo(kept, Subject.ROUTER_REALM_ROLE, ids, () -> CompletableFuture.completedFuture(old))
                .thenCompose(told -> {
                    // Not there where somebody has stopped it meanwhile.
                    require(realmId, roleId);
                    realm.roles().put(roleId, role);
                    return realm.realm().putRole(rules);
                })
                .thenApply(inForce -> role.info());
    }

    CompletionStage<Map<String, @Nullable Object>> stop(String realmId, String roleId) {
        RunningRole role = require(realmId, roleId);
        RunningRealm realm = realms.require(realmId);
        realm.roles().remove(roleId);
        List<String> ids = List.of(realmId, roleId);
        return reporter.step(Subject.ROUTER_REALM_ROLE, Phase.STOPPING, ids, role.info())
                .thenCompose(told -> realm.realm().removeRole(role.name()))
                .thenCompose(removed -> reporter.step(Subject.ROUTER_REALM_ROLE, Phase.STOPPED, ids, role.info()))
                .thenApply(told -> role.info());
    }

    private static ApplicationError exists(String message) {
        return ApplicationError.of(ErrorUri.ALREADY_EXISTS, message);
    }
}
