package dev.weft.engine.render;

import dev.weft.engine.plan.Plan;

/** A plan for machines: canonical JSON with a format version and no secret value. */
public final class PlanJson {

    private PlanJson() {}

    public static String render(Plan plan) {
        return "{}";
    }
}
