package dev.weft.controller.status;

import dev.weft.crd.status.PlanStatus;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The management realm itself as it was last read and compared.
 *
 * @param externalId empty while it does not exist
 * @param plan the plan that was carried out last, or waits; empty where this process has seen none
 * @param failures what became of actions on the realm itself that did not succeed
 */
public record RealmSeen(
        Optional<String> externalId,
        List<Conflict> conflicts,
        List<Refusal> refusals,
        List<Outcome> failures,
        Optional<PlanStatus> plan) {

    /** Nothing was read yet. */
    public static final RealmSeen NOTHING =
            new RealmSeen(Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());

    public RealmSeen {
        conflicts = List.copyOf(conflicts);
        refusals = List.copyOf(refusals);
        failures = List.copyOf(failures);
    }
}
