package dev.weft.engine.render;

import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import java.util.HashMap;
import java.util.Map;

/** The actions and what they wait for, as a graph: an arrow leads from what comes first to what waits for it. */
public final class PlanGraph {

    private PlanGraph() {}

    /** For Graphviz. */
    public static String dot(Plan plan) {
        StringBuilder out = new StringBuilder("digraph plan {\n  rankdir=LR;\n  node [shape=box];\n");
        for (Action action : plan.actions()) {
            out.append("  \"")
                    .append(action.path())
                    .append("\" [label=\"")
                    .append(label(action))
                    .append("\"];\n");
        }
        for (Action action : plan.actions()) {
            for (ObjectPath first : action.dependsOn()) {
                out.append("  \"")
                        .append(first)
                        .append("\" -> \"")
                        .append(action.path())
                        .append("\";\n");
            }
        }
        return out.append("}\n").toString();
    }

    /** For Markdown. */
    public static String mermaid(Plan plan) {
        StringBuilder out = new StringBuilder("flowchart LR\n");
        Map<ObjectPath, String> ids = new HashMap<>();
        for (Action action : plan.actions()) {
            String id = "a" + ids.size();
            ids.put(action.path(), id);
            out.append("  ").append(id).append("[\"").append(label(action)).append("\"]\n");
        }
        for (Action action : plan.actions()) {
            for (ObjectPath first : action.dependsOn()) {
                out.append("  ")
                        .append(ids.get(first))
                        .append(" --> ")
                        .append(ids.get(action.path()))
                        .append('\n');
            }
        }
        return out.toString();
    }

    /** Paths are percent-encoded, so nothing in them ends a quoted text. */
    private static String label(Action action) {
        return action.type().glyph() + " " + action.path();
    }
}
