package dev.weft.engine.render;

import dev.weft.engine.compare.Comparison;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Disruption;
import dev.weft.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for people: the changes as in a plan, then how much of the fleet they are about. */
public final class ComparisonText {

    private static final int NAMED = 5;

    private ComparisonText() {}

    /** The whole of it, ending in a summary and a line end. */
    public static String render(Comparison comparison, Desired head, NodeNames names, PlanText.Style style) {
        return PlanText.changes(comparison.plan(), style, names) + summary(comparison, head, names);
    }

    /** Complete lines. Says nothing about sessions, because nobody looked at any. */
    public static String summary(Comparison comparison, Desired head, NodeNames names) {
        Plan plan = comparison.plan();
        StringBuilder out = new StringBuilder();
        if (plan.isEmpty()) {
            out.append(comparison.isEmpty() ? "No difference: " : "Nothing to change: ");
            out.append(plan.observed().unchanged()).append(" objects are wanted as before.\n");
        } else {
            out.append("Changes: ").append(PlanSummary.counts(plan)).append(where(plan, head, names));
            out.append(". Disruption: ").append(disruption(plan)).append(". ");
            out.append(plan.observed().unchanged()).append(" unchanged.\n");
        }
        List<String> gone = new ArrayList<>();
        comparison.gone().forEach(path -> gone.add(path.text()));
        comparison.goneLayouts().forEach(name -> gone.add("layout " + name));
        if (!gone.isEmpty()) {
            int count = gone.size();
            String some = gone.stream().limit(NAMED).collect(Collectors.joining(", "));
            out.append("Documents removed: ").append(some).append(count > NAMED ? ", … (" + count + " in all)" : "");
            out.append(". What is live of them stays; nodes, and what layouts put onto them, go with --prune.\n");
        }
        return out.toString();
    }

    private static String where(Plan plan, Desired head, NodeNames names) {
        List<NodeKey> nodes = plan.actions().stream()
                .flatMap(action -> action.path().node().stream())
                .distinct()
                .sorted()
                .toList();
        int all = head.nodes().size();
        return nodes.isEmpty()
                ? ""
                : ", on " + nodes.size() + " of " + all + (all == 1 ? " node (" : " nodes (") + names.of(nodes) + ")";
    }

    private static String disruption(Plan plan) {
        return plan.disruption() == Disruption.NONE ? "none" : plan.disruption().word();
    }
}
