package dev.weft.engine.apply;

import dev.weft.engine.rollout.RolloutStatus;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param outcomes one per action, in the plan's order
 * @param status the exit status: 0 done, 1 failed before any change, 3 partly applied, 4 conflict or stale, 5 refused by a guard, 8
 *     deadline with work in progress
 * @param rollouts how the changes stand that come to their nodes in steps
 */
public record Report(List<Outcome> outcomes, int status, List<RolloutStatus> rollouts) {

    public Report {
        outcomes = List.copyOf(outcomes);
        rollouts = List.copyOf(rollouts);
    }

    /** Of a plan in which nothing comes in steps. */
    public Report(List<Outcome> outcomes, int status) {
        this(outcomes, status, List.of());
    }

    /** How many actions ended so. */
    public long count(Outcome.Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }
}
