package dev.weft.engine.render;

import dev.weft.engine.plan.Plan;

/** A plan for people. */
public final class PlanText {

    private PlanText() {}

    /** How much of it, and for which eyes. */
    public enum Style {
        PLAIN,
        /** With ANSI colours. */
        COLOUR
    }

    /** The whole plan, ending in a summary line and a line end. */
    public static String render(Plan plan, Style style) {
        return "";
    }
}
