package dev.weft.controller.status;

import dev.weft.crd.status.PlanStatus;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.render.PlanSummary;
import dev.weft.engine.render.PlanText;

/** Plans as a status shows them. */
public final class PlanStates {

    public static final String AWAITING_APPROVAL = "AwaitingApproval";
    public static final String APPLIED = "Applied";
    public static final String FAILED = "Failed";
    public static final String IN_SYNC = "InSync";

    private static final int LONGEST = 3_000;
    private static final int HASH = 12;

    private PlanStates() {}

    /** Everything is as it shall be. */
    public static PlanStatus inSync() {
        return new PlanStatus(null, "Nothing to do", IN_SYNC);
    }

    /** A plan that waits, in full as far as there is room: somebody has to decide about it. */
    public static PlanStatus awaiting(Plan plan) {
        String text = PlanText.render(plan, PlanText.Style.PLAIN).strip();
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 2) + "\n…";
        return new PlanStatus(hash(plan), cut, AWAITING_APPROVAL);
    }

    /** A plan that was carried out. */
    public static PlanStatus over(Plan plan, String state) {
        return new PlanStatus(
                hash(plan), PlanSummary.of(plan).lines().findFirst().orElse(""), state);
    }

    /** As people type it. */
    public static String hash(Plan plan) {
        return plan.hash().substring(0, HASH);
    }
}
