package dev.weft.cli.view;

import dev.weft.cli.terminal.Colour;
import dev.weft.engine.compare.Comparison;
import dev.weft.engine.desired.Desired;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.render.ComparisonText;
import dev.weft.engine.render.NodeNames;
import dev.weft.engine.render.PlanMarkdown;
import dev.weft.engine.render.PlanText;
import dev.weft.wamp.serializer.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What two revisions want, beside each other. */
public final class ComparisonView {

    private static final int FORMAT = 1;

    private final Comparison comparison;
    private final Desired head;
    private final NodeNames names;
    private final Titles titles;

    /** How the two revisions are named. */
    public record Titles(String base, String head) {}

    public ComparisonView(Comparison comparison, Desired head, NodeNames names, Titles titles) {
        this.comparison = comparison;
        this.head = head;
        this.names = names;
        this.titles = titles;
    }

    public String text(Colour colour) {
        return ComparisonText.render(
                comparison, head, names, colour == Colour.ANSI ? PlanText.Style.COLOUR : PlanText.Style.PLAIN);
    }

    /** @param mostBytes of all of it */
    public String markdown(int mostBytes) {
        String summary = ComparisonText.summary(comparison, head, names);
        return PlanMarkdown.render(
                comparison.plan(),
                new PlanMarkdown.Page("Weft: " + titles.base() + ".." + titles.head(), summary, names, mostBytes));
    }

    public String json() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("base", titles.base());
        tree.put("head", titles.head());
        tree.put(
                "documents_removed",
                comparison.gone().stream().map(ObjectPath::text).toList());
        tree.put("layouts_removed", List.copyOf(comparison.goneLayouts()));
        tree.put("plan", PlanView.tree(comparison.plan()));
        return JsonText.pretty(tree) + "\n";
    }
}
