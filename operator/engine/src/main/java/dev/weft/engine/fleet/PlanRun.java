package dev.weft.engine.fleet;

import dev.weft.engine.apply.Execution;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan under way: for one node, or for everything when something in the master's database changes. */
final class PlanRun {

    final Plan plan;
    final Execution execution;
    final Optional<NodeKey> node;
    final Set<NodeKey> busy;
    /** Ids as the shell knows them to ids as the execution knows them. */
    final Map<Long, Long> ids = new HashMap<>();
    /** New documents came meanwhile: it ends early. */
    boolean superseded;

    PlanRun(Plan plan, Execution execution, Optional<NodeKey> node, Set<NodeKey> busy) {
        this.plan = plan;
        this.execution = execution;
        this.node = node;
        this.busy = Set.copyOf(busy);
    }
}
