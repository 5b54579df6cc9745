package dev.weft.engine.fleet;

import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanOptions;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be removed because of {@code --prune} or because nodes are retired: what plans of everything contained since the documents
 * changed. So the budget holds for all of it, also where nodes come back one after the other.
 */
final class Removals {

    private final Set<ObjectPath> granted = new TreeSet<>();
    /** What the last plan of everything would have removed as well. */
    private Set<ObjectPath> withheld = Set.of();

    /** The documents changed. */
    void clear() {
        granted.clear();
        withheld = Set.of();
    }

    PlanOptions in(PlanOptions options) {
        return options.withGranted(granted);
    }

    void onWide(Plan wide) {
        if (!wide.isRefused()) {
            granted.addAll(wide.observed().leftovers().removed());
        }
        withheld = wide.observed().leftovers().withheld();
    }

    /** Whether the plan of a node would remove something that no plan of everything has seen. */
    boolean isUnseen(Plan single) {
        return !withheld.containsAll(single.observed().leftovers().withheld());
    }
}
