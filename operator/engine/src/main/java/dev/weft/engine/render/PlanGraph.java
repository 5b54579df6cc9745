package dev.weft.engine.render;

import dev.weft.engine.plan.Plan;

/** The actions and what they wait for, as a graph. */
public final class PlanGraph {

    private PlanGraph() {}

    /** For Graphviz. */
    public static String dot(Plan plan) {
        return "";
    }

    /** For Markdown. */
    public static String mermaid(Plan plan) {
        return "";
    }
}
