package dev.weft.engine.fleet;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Report;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Leftovers;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What may be removed because of {@code --prune} or because nodes are retired: what the last plan of everything contains. The budget holds
 * for that together with what was removed since the documents changed, also where nodes come back one after the other.
 */
final class Removals {

    /** Removed since the documents changed, or tried. */
    private final Set<ObjectPath> used = new TreeSet<>();
    /** By plans that are under way, for these documents. */
    private final Map<PlanRun, Set<ObjectPath>> underWay = new HashMap<>();
    /** What the last plan of everything removes. */
    private Set<ObjectPath> granted = Set.of();
    /** What it would have removed as well, were it within the budget. */
    private Set<ObjectPath> withheld = Set.of();
    /** All that it would have removed as well, were it not refused for something else either. */
    private Set<ObjectPath> seen = Set.of();

    /** The documents changed. */
    void clear() {
        used.clear();
        underWay.clear();
        granted = Set.of();
        withheld = Set.of();
        seen = Set.of();
    }

    PlanOptions in(PlanOptions options) {
        Set<ObjectPath> counted = new TreeSet<>(used);
        underWay.values().forEach(counted::addAll);
        return options.withRemovals(new PlanOptions.Removals(counted, granted, withheld));
    }

    void onWide(Plan wide) {
        Leftovers leftovers = wide.observed().leftovers();
        withheld = leftovers.withheld();
        seen = new TreeSet<>(withheld);
        if (wide.isRefused()) {
            seen.addAll(leftovers.removed());
            granted = Set.of();
        } else {
            granted = leftovers.removed();
        }
    }

    void onStarted(PlanRun run) {
        Set<ObjectPath> removed = run.plan.observed().leftovers().removed().stream()
                .filter(path -> run.plan.actions().stream().anyMatch(action -> removes(action, path)))
                .collect(Collectors.toSet());
        if (!removed.isEmpty()) {
            underWay.put(run, removed);
        }
    }

    /** What nothing was done about does not count. */
    void onOver(PlanRun run, Report report) {
        Set<ObjectPath> removed = underWay.remove(run);
        if (removed != null) {
            removed.stream()
                    .filter(path -> report.outcomes().stream()
                            .filter(outcome -> outcome.result() == Outcome.Result.DONE
                                    || outcome.result() == Outcome.Result.FAILED)
                            .anyMatch(outcome -> removes(outcome.action(), path)))
                    .forEach(used::add);
        }
    }

    /** Whether the plan of a node would remove something that no plan of everything has seen. */
    boolean isUnseen(Plan single) {
        return !seen.containsAll(single.observed().leftovers().withheld());
    }

    /** Whether the action takes it away, something inside it, or something around it. */
    private static boolean removes(Action action, ObjectPath path) {
        return action.takesDown()
                && (action.path().equals(path) || action.path().isInside(path) || path.isInside(action.path()));
    }
}
