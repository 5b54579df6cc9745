package dev.weft.engine.render;

import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Disruption;
import dev.weft.engine.plan.Plan;
import dev.weft.model.Origin;
import java.util.List;

/** A plan for people. Lines never depend on the width of a terminal, the locale or the time. */
public final class PlanText {

    private final StringBuilder out = new StringBuilder();
    private final Plan plan;
    private final Style style;
    private final NodeNames names;

    private PlanText(Plan plan, Style style, NodeNames names) {
        this.plan = plan;
        this.style = style;
        this.names = names;
    }

    /** For which eyes. */
    public enum Style {
        PLAIN,
        /** With ANSI colours. */
        COLOUR
    }

    /** The whole plan, ending in a summary and a line end. */
    public static String render(Plan plan, Style style) {
        return changes(plan, style, NodeNames.FIRST) + PlanSummary.of(plan);
    }

    /** The actions and conflicts alone. */
    public static String changes(Plan plan, Style style, NodeNames names) {
        PlanText text = new PlanText(plan, style, names);
        text.actions();
        text.conflicts();
        text.obstacles();
        return text.out.toString();
    }

    private void actions() {
        List<ActionGroup> groups = ActionGroup.of(plan);
        for (ActionGroup group : groups) {
            action(group);
        }
        if (!groups.isEmpty()) {
            out.append('\n');
        }
    }

    private void action(ActionGroup group) {
        Action first = group.first();
        String glyph =
                " ".repeat(3 - first.type().glyph().length()) + first.type().glyph();
        out.append(' ').append(Ink.of(first.type()).paint(glyph + " " + group.subject(names), style));
        out.append("  ").append(first.reason());
        if (first.disruption() != Disruption.NONE) {
            out.append(", ").append(first.disruption().word());
        }
        long sessions = group.actions().stream()
                .mapToLong(action -> plan.observed().sessions().getOrDefault(action.path(), 0L))
                .sum();
        if (sessions > 0) {
            out.append(", ends ").append(sessions).append(sessions == 1 ? " session" : " sessions");
        }
        if (first.changes().isEmpty()) {
            place(first.origin());
        }
        out.append('\n');
        for (FieldChange change : first.changes()) {
            out.append("       ").append(ValueText.of(change));
            place(change.origin());
            out.append('\n');
        }
    }

    private void place(Origin origin) {
        if (origin.isKnown()) {
            out.append("  ").append(Ink.FAINT.paint(origin.toString(), style));
        }
    }

    private void conflicts() {
        plan.conflicts().forEach(conflict -> {
            out.append("   ").append(Ink.RED.paint("! " + conflict.path(), style));
            out.append("  ")
                    .append(conflict.reason())
                    .append("; ")
                    .append(conflict.remedy().onCommandLine());
            place(conflict.origin());
            out.append('\n');
        });
        if (!plan.conflicts().isEmpty()) {
            out.append('\n');
        }
    }

    private void obstacles() {
        plan.obstacles().forEach(obstacle -> {
            out.append("   ").append(Ink.RED.paint("! " + obstacle.path(), style));
            out.append("  ").append(obstacle.message()).append("; ").append(obstacle.remedy());
            place(obstacle.origin());
            out.append('\n');
        });
        if (!plan.obstacles().isEmpty()) {
            out.append('\n');
        }
    }
}
