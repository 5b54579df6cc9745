package dev.weft.engine.fleet;

import dev.weft.engine.apply.ExecutionOptions.Retries;
import dev.weft.engine.plan.PlanOptions;

/**
 * How to follow a fleet. Times are milliseconds.
 *
 * @param debounce between the first mark of a node and reading it
 * @param resync between two readings of everything, plus up to a tenth of it
 * @param digestEvery between two digests of a node
 * @param nodePatience how long a node may be without uplink before its work is deferred
 */
public record FleetOptions(
        PlanOptions plan, long debounce, long resync, long digestEvery, long nodePatience, Retries retries) {

    public static final FleetOptions DEFAULT =
            new FleetOptions(PlanOptions.DEFAULT, 100, 300_000, 30_000, 0, Retries.DEFAULT);

    public FleetOptions withPlan(PlanOptions options) {
        return new FleetOptions(options, debounce, resync, digestEvery, nodePatience, retries);
    }
}
