package dev.weft.controller.workload;

import dev.weft.controller.status.StatusDraft;
import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.controller.status.StatusDraft.Weight;
import dev.weft.crd.status.Condition;
import java.util.List;

/** The workload's part of what is said about a node. */
final class WorkloadDraft {

    private WorkloadDraft() {}

    /** A workload that does not run is a reason why the node is not ready. */
    static StatusDraft of(Condition workload) {
        Condition ready = new Condition(
                Condition.READY, workload.status(), null, null, workload.reason(), "workload: " + workload.message());
        return new StatusDraft(0, List.of(ready, workload), Details.NONE, Weight.FIRM);
    }
}
