package dev.weft.engine.plan;

import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.json.CanonicalJson;
import dev.weft.engine.rollout.RolloutPlan;
import dev.weft.model.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a plan as a plain tree, from which hash and JSON come. No secret value is in it: configurations hold references. */
public final class PlanForm {

    private PlanForm() {}

    /** SHA-256 of what is to be done. */
    static String hash(List<Action> actions, List<Conflict> conflicts, List<Obstacle> obstacles) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("actions", actions.stream().map(PlanForm::hashed).toList());
        form.put("conflicts", conflicts.stream().map(PlanForm::conflict).toList());
        if (!obstacles.isEmpty()) {
            form.put("obstacles", obstacles.stream().map(PlanForm::obstacle).toList());
        }
        return CanonicalJson.digest(form);
    }

    /** The whole plan. */
    public static Map<String, Object> of(Plan plan) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("format", (long) Plan.FORMAT);
        form.put("hash", plan.hash());
        form.put("actions", plan.actions().stream().map(PlanForm::action).toList());
        form.put("conflicts", plan.conflicts().stream().map(PlanForm::conflict).toList());
        form.put("obstacles", plan.obstacles().stream().map(PlanForm::obstacle).toList());
        form.put(
                "refusals",
                plan.refusals().stream()
                        .map(each -> Map.of(
                                "guard",
                                each.guard(),
                                "message",
                                each.message(),
                                "remedy",
                                each.remedy().onCommandLine()))
                        .toList());
        form.put("observed", observed(plan.observed()));
        form.put("summary", summary(plan));
        return form;
    }

    /** Where a line stands in a file is for people: moving it changes nothing that is done. */
    private static Map<String, Object> hashed(Action action) {
        Map<String, Object> form = action(action);
        form.remove("origin");
        form.put(
                "changes",
                action.changes().stream()
                        .map(change -> change(change, Origin.NONE))
                        .toList());
        return form;
    }

    private static Map<String, Object> action(Action action) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("path", action.path().text());
        form.put("kind", action.path().kind().word());
        form.put("action", action.type().word());
        form.put("reason", action.reason());
        form.put("disruption", action.disruption().word());
        form.put(
                "changes",
                action.changes().stream()
                        .map(each -> change(each, each.origin()))
                        .toList());
        form.put("config", action.config());
        form.put(
                "dependsOn",
                action.dependsOn().stream().map(path -> path.text()).toList());
        form.put("precondition", action.precondition());
        action.mark().ifPresent(tag -> form.put("created", tag.created()));
        origin(form, action.origin());
        return form;
    }

    private static Map<String, @Nullable Object> change(FieldChange change, Origin origin) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("field", change.field());
        if (change.secret()) {
            form.put("secret", true);
        } else {
            form.put("before", change.before());
            form.put("after", change.after());
        }
        origin(form, origin);
        return form;
    }

    private static Map<String, Object> conflict(Conflict conflict) {
        return Map.of(
                "path",
                conflict.path().text(),
                "reason",
                conflict.reason(),
                "remedy",
                conflict.remedy().onCommandLine());
    }

    private static Map<String, Object> obstacle(Obstacle obstacle) {
        return Map.of(
                "path", obstacle.path().text(),
                "cause", obstacle.cause().name().toLowerCase(Locale.ROOT),
                "message", obstacle.message(),
                "remedy", obstacle.remedy());
    }

    private static Map<String, Object> observed(Observed observed) {
        Map<String, Object> sessions = new LinkedHashMap<>();
        observed.sessions().forEach((path, count) -> sessions.put(path.text(), count));
        Map<String, Object> form = new LinkedHashMap<>(Map.of(
                "rollouts", observed.rollouts().stream().map(PlanForm::rollout).toList(),
                "sessions", sessions,
                "sessionsHit", observed.sessionsHit(),
                "unchanged", (long) observed.unchanged(),
                "unmanaged",
                        observed.unmanaged().stream().map(path -> path.text()).toList(),
                "deferred",
                        observed.deferred().stream()
                                .map(each -> Map.of(
                                        "node", each.node().toString(),
                                        "objects", (long) each.objects(),
                                        "reason", each.reason(),
                                        "lastSeen", each.lastSeen()))
                                .toList()));
        if (!observed.leftovers().left().isEmpty()) {
            Map<String, Object> left = new LinkedHashMap<>();
            observed.leftovers().left().forEach((path, documents) -> left.put(path.text(), List.copyOf(documents)));
            form.put("left", left);
        }
        return form;
    }

    private static Map<String, Object> rollout(RolloutPlan rollout) {
        RolloutPlan.Members members = rollout.members();
        return Map.of(
                "layout",
                rollout.layout(),
                "revision",
                rollout.revision(),
                "targets",
                rollout.targets().stream().map(Integer::longValue).toList(),
                "soakMillis",
                rollout.policy().soak(),
                "maxFailed",
                (long) rollout.policy().maxFailed().roundedDown(members.total()),
                "done",
                (long) members.done().size(),
                "total",
                (long) members.total(),
                "away",
                (long) members.away().size() - members.unpaired());
    }

    private static Map<String, Object> summary(Plan plan) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (ActionType type : ActionType.values()) {
            counts.put(
                    type.word(),
                    plan.actions().stream().filter(each -> each.type() == type).count());
        }
        counts.put("disruption", plan.disruption().word());
        return counts;
    }

    private static void origin(Map<String, ? super Object> form, Origin origin) {
        if (origin.isKnown()) {
            form.put("origin", origin.toString());
        }
    }
}
