package dev.weft.engine.plan;

import dev.weft.config.schema.Impact;
import dev.weft.engine.desired.DesiredObject;
import dev.weft.engine.desired.LayoutPolicy;
import dev.weft.engine.diff.Difference;
import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.diff.ObjectDiff;
import dev.weft.engine.json.CanonicalJson;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.model.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plans what runs on one node: what is missing, what differs, what is too much. */
final class ObjectPlanner {

    private final Draft draft;
    private final NodeScope scope;
    private final TreeMap<ObjectPath, Difference> differences = new TreeMap<>();
    /** What is stopped by this plan; everything inside it stops too. */
    private final TreeSet<ObjectPath> stopped = new TreeSet<>();
    /** What is left alone although it differs, because it is not ours; what is inside it is left alone too. */
    private final TreeSet<ObjectPath> held = new TreeSet<>();
    /** What is on its way up or down, with how many objects wait for it. */
    private final TreeMap<ObjectPath, Integer> waiting = new TreeMap<>();

    ObjectPlanner(Draft draft, NodeScope scope) {
        this.draft = draft;
        this.scope = scope;
    }

    void plan() {
        compare();
        scope.wanted().values().forEach(this::planWanted);
        scope.live().keySet().forEach(this::planUnwanted);
        waiting.forEach((what, objects) ->
                what.node().ifPresent(node -> draft.deferred.add(Deferred.changing(node, what, objects))));
    }

    /** Compares all first: a field deep inside may ask for a restart of the worker around it. */
    private void compare() {
        TreeSet<ObjectPath> restarted = new TreeSet<>();
        for (DesiredObject wanted : scope.wanted().values()) {
            LiveObject live = scope.live().get(wanted.path());
            if (live == null || scope.changingAround(wanted.path()).isPresent() && !mayBeReplaced(wanted.path())) {
                continue;
            }
            Difference difference = difference(wanted, live);
            if (!difference.isEmpty()) {
                differences.put(wanted.path(), difference);
            }
            if (difference.impact() == Impact.Kind.RESTART_WORKER && wanted.kind() != ObjectKind.WORKER) {
                wanted.path().worker().ifPresent(restarted::add);
            }
        }
        for (ObjectPath worker : restarted) {
            Difference own = differences.getOrDefault(worker, Difference.NONE);
            DesiredObject wanted = scope.wanted().get(worker);
            Origin origin = wanted == null ? Origin.NONE : wanted.origin();
            List<FieldChange> changes = new ArrayList<>(own.changes());
            changes.add(new FieldChange("(inside)", null, "asks for a restart of the worker", false, origin));
            differences.put(worker, new Difference(changes, Impact.Kind.RESTART_WORKER, false));
        }
    }

    private Difference difference(DesiredObject wanted, LiveObject live) {
        Difference difference = live.config()
                .map(config -> ObjectDiff.between(wanted.wanted(), wanted.origins(), config))
                .orElse(Difference.NONE);
        List<FieldChange> secrets = Ownership.secretChanges(draft, scope, wanted);
        if (secrets.isEmpty()) {
            return difference;
        }
        List<FieldChange> changes = new ArrayList<>(difference.changes());
        changes.addAll(secrets);
        Impact.Kind impact =
                difference.impact() == Impact.Kind.IN_PLACE ? Impact.Kind.RESTART_OBJECT : difference.impact();
        return new Difference(changes, impact, difference.narrows());
    }

    /**
     * Whether something on its way up or down may be stopped: only where everything is ours, because what is inside it is not known.
     * Otherwise a worker that never comes up could never be mended.
     */
    private boolean mayBeReplaced(ObjectPath path) {
        return scope.policy() == LayoutPolicy.EXCLUSIVE && scope.changing().contains(path);
    }

    /** Whether it is left alone for now because it, or what is around it, is on its way up or down. */
    private boolean waits(ObjectPath path) {
        Optional<ObjectPath> around = scope.changingAround(path);
        boolean acts = mayBeReplaced(path)
                && (differences.containsKey(path) || !scope.wanted().containsKey(path));
        if (around.isEmpty() || acts) {
            return false;
        }
        waiting.merge(around.get(), 1, Integer::sum);
        return true;
    }

    private void planWanted(DesiredObject wanted) {
        ObjectPath path = wanted.path();
        LiveObject live = scope.live().get(path);
        Optional<ObjectPath> around = enclosing(path, stopped);
        if (enclosing(path, held).isPresent()) {
            return;
        }
        if (around.isPresent()) {
            String what = around.get().kind().word() + " '" + around.get().name() + "'";
            create(wanted, "comes back after the restart of " + what);
        } else if (waits(path)) {
            return;
        } else if (live == null) {
            create(wanted, "does not exist");
        } else {
            planExisting(wanted, live, differences.getOrDefault(path, Difference.NONE));
        }
    }

    private void create(DesiredObject wanted, String reason) {
        draft.add(Action.create(wanted, reason, dependencies(wanted)));
    }

    private void planExisting(DesiredObject wanted, LiveObject live, Difference difference) {
        boolean failed = live.status() == LiveObject.Status.FAILED;
        Optional<Conflict> conflict = Ownership.adoption(draft, scope, wanted, !difference.isEmpty());
        if (conflict.isPresent()) {
            hold(conflict.get());
            return;
        }
        if (difference.isEmpty() && !failed) {
            draft.unchanged++;
            return;
        }
        ActionType type = failed ? ActionType.RESTART : Impacts.action(wanted.path(), difference, draft.live);
        boolean stops = type.stopsFirst();
        Optional<ObjectPath> bystander = stops ? scope.bystander(wanted.path()) : Optional.empty();
        if (bystander.isPresent()) {
            hold(new Conflict(
                    wanted.path(),
                    "must be stopped to be changed, which would stop '" + bystander.get() + "', and "
                            + whose(bystander.get()),
                    away("name it in a layout", bystander.get()),
                    wanted.origin()));
            return;
        }
        if (stops) {
            stopped.add(wanted.path());
        }
        Disruption disruption =
                failed && difference.isEmpty() ? Disruption.NONE : Impacts.ofChange(wanted.kind(), type, difference);
        countSessions(wanted.path(), disruption);
        draft.add(new Action(
                wanted.path(),
                type,
                failed ? "has failed on the node" : "differs",
                difference.changes(),
                wanted.config(),
                dependencies(wanted),
                disruption,
                precondition(live.config().orElse(Map.of())),
                wanted.origin(),
                Optional.empty()));
    }

    private void planUnwanted(ObjectPath path) {
        if (scope.wanted().containsKey(path)) {
            return;
        }
        if (enclosing(path, held).isPresent()) {
            if (scope.isLeft(path)) {
                stays(path);
            }
            if (scope.isLeft(path) && scope.mayStop(path)) {
                draft.doubted.add(path);
            }
            return;
        }
        if (enclosing(path, stopped).isPresent()) {
            goesAlong(path);
            return;
        }
        LiveObject live = scope.live().get(path);
        if (live == null || !scope.mayStop(path)) {
            stays(path);
            return;
        }
        if (waits(path)) {
            return;
        }
        Optional<ObjectPath> bystander = scope.bystander(path);
        if (bystander.isPresent()) {
            hold(new Conflict(
                    path,
                    "is no longer in the layout, but '" + bystander.get() + "' is inside it, and "
                            + whose(bystander.get()),
                    away("stop that first, or name it in a layout", bystander.get()),
                    Origin.NONE));
            return;
        }
        stopped.add(path);
        boolean left = scope.isLeft(path);
        if (left) {
            draft.removed.add(path);
        }
        Action delete = Action.delete(
                path,
                left
                        ? "its layout is gone, or does not select the node any more"
                        : scope.policy() == LayoutPolicy.EXCLUSIVE
                                ? "the layout does not name it"
                                : "removed from the layout",
                new TreeSet<>(),
                precondition(live.config().orElse(Map.of())));
        countSessions(path, delete.disruption());
        draft.add(delete);
    }

    private void stays(ObjectPath path) {
        draft.unmanaged.add(path);
        if (scope.isLeft(path)) {
            draft.left.put(path, scope.leftBy(path));
        }
    }

    /** What ends with what is around it, and does not come back, is removed as much as what is stopped by itself. */
    private void goesAlong(ObjectPath path) {
        if (scope.isLeft(path) && enclosing(path, draft.removed).isEmpty()) {
            draft.removed.add(path);
        }
    }

    private String whose(ObjectPath bystander) {
        return scope.isLeft(bystander)
                ? "that is left of " + String.join(", ", scope.leftBy(bystander))
                : "that is not ours";
    }

    private Remedy away(String first, ObjectPath bystander) {
        if (scope.isKept(bystander)) {
            return Remedy.of(first + ", or settle what keeps it from being pruned");
        }
        return scope.isLeft(bystander)
                ? Remedy.of(first + ", or let it go with spec.prune: true on the node")
                        .orOnCommandLine("weft reconcile --prune")
                : Remedy.of(first + ", or set layoutPolicy: Exclusive on the node");
    }

    private void hold(Conflict conflict) {
        held.add(conflict.path());
        draft.conflicts.add(conflict);
    }

    private TreeSet<ObjectPath> dependencies(DesiredObject wanted) {
        TreeSet<ObjectPath> found = draft.parents(wanted.path());
        wanted.dependencies().stream().filter(draft.actions::containsKey).forEach(found::add);
        return found;
    }

    private void countSessions(ObjectPath path, Disruption disruption) {
        long sessions = scope.sessions(path);
        if (disruption.compareTo(Disruption.DROPS_SESSIONS) >= 0 && sessions > 0) {
            draft.sessions.put(path, sessions);
        }
    }

    private static Optional<ObjectPath> enclosing(ObjectPath path, TreeSet<ObjectPath> among) {
        if (among.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectPath> here = path.parent();
        while (here.isPresent() && !among.contains(here.get())) {
            here = here.get().parent();
        }
        return here;
    }

    static String precondition(Map<String, ?> config) {
        return CanonicalJson.digest(config);
    }
}
