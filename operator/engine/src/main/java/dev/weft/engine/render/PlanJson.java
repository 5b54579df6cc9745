package dev.weft.engine.render;

import dev.weft.engine.json.CanonicalJson;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.PlanForm;

/** A plan for machines: canonical JSON with a format version and no secret value. */
public final class PlanJson {

    private PlanJson() {}

    /** Indented, ending in a line end. */
    public static String render(Plan plan) {
        return CanonicalJson.indented(PlanForm.of(plan));
    }
}
