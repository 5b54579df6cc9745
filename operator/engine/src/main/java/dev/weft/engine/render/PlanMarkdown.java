package dev.weft.engine.render;

import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Disruption;
import dev.weft.engine.plan.Plan;
import dev.weft.model.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan as Markdown, for a comment on a pull request. What documents say is in code spans only, so that it cannot become a link, a
 * heading or a mention. Cut between objects where it would be too long, and then says so.
 */
public final class PlanMarkdown {

    /** What is kept for the sentence about what was cut. */
    private static final int RESERVE = 200;

    private PlanMarkdown() {}

    /**
     * What is around the list.
     *
     * @param title one line
     * @param summary whole lines, in plain words
     * @param mostBytes of all of it, in UTF-8
     */
    public record Page(String title, String summary, NodeNames names, int mostBytes) {}

    /** The whole page, ending in a line end. */
    public static String render(Plan plan, Page page) {
        StringBuilder out =
                new StringBuilder("### ").append(escaped(page.title())).append("\n\n");
        page.summary().lines().forEach(line -> out.append(escaped(line)).append("  \n"));
        out.append('\n');
        List<String> items = items(plan, page.names());
        int bytes = size(out.toString());
        int shown = 0;
        for (String item : items) {
            bytes += size(item);
            if (bytes > page.mostBytes() - RESERVE && !(shown == items.size() - 1 && bytes <= page.mostBytes())) {
                break;
            }
            out.append(item);
            shown++;
        }
        if (shown < items.size()) {
            out.append("\n**")
                    .append(items.size() - shown)
                    .append(" of ")
                    .append(items.size())
                    .append(" changes are not shown**: the text is limited to ")
                    .append(page.mostBytes())
                    .append(" bytes.\n");
        }
        return out.toString();
    }

    private static List<String> items(Plan plan, NodeNames names) {
        List<String> items = new ArrayList<>();
        plan.conflicts()
                .forEach(each -> items.add(
                        held(each.path(), each.reason() + "; " + each.remedy().onCommandLine(), each.origin())));
        plan.obstacles()
                .forEach(each -> items.add(held(each.path(), each.message() + "; " + each.remedy(), each.origin())));
        ActionGroup.of(plan).forEach(group -> items.add(item(group, plan, names)));
        return items;
    }

    private static String held(ObjectPath path, String why, Origin origin) {
        return "- " + code("!") + " " + code(path.text()) + " " + escaped(why) + place(origin) + "\n";
    }

    private static String item(ActionGroup group, Plan plan, NodeNames names) {
        Action first = group.first();
        StringBuilder out = new StringBuilder("- ");
        out.append(code(first.type().glyph())).append(' ').append(code(group.object()));
        String where = group.where(names);
        out.append(where.isEmpty() ? "" : " " + escaped(where));
        out.append(": ").append(escaped(first.reason()));
        if (first.disruption() != Disruption.NONE) {
            out.append(", **").append(first.disruption().word()).append("**");
        }
        long sessions = group.actions().stream()
                .mapToLong(action -> plan.observed().sessions().getOrDefault(action.path(), 0L))
                .sum();
        if (sessions > 0) {
            out.append(", ends ").append(sessions).append(sessions == 1 ? " session" : " sessions");
        }
        out.append(first.changes().isEmpty() ? place(first.origin()) : "").append('\n');
        for (FieldChange change : first.changes()) {
            out.append("  - ")
                    .append(code(ValueText.of(change)))
                    .append(place(change.origin()))
                    .append('\n');
        }
        return out.toString();
    }

    private static String place(Origin origin) {
        return origin.isKnown() ? " (" + code(origin.toString()) + ")" : "";
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A code span, whatever is in the text: fenced by more backticks in a row than it has. */
    public static String code(String text) {
        String line = text.replaceAll("\\s+", " ");
        StringBuilder fence = new StringBuilder("`");
        while (line.contains(fence)) {
            fence.append('`');
        }
        boolean pad = line.startsWith("`") || line.endsWith("`");
        return fence + (pad ? " " + line + " " : line) + fence;
    }

    /** Plain words, whatever is in the text. */
    static String escaped(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|~!@])", "\\\\$1").replaceAll("\\s+", " ");
    }
}
