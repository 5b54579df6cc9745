package dev.weft.cli.view;

import dev.weft.cli.terminal.Colour;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.render.NodeNames;
import dev.weft.engine.render.PlanJson;
import dev.weft.engine.render.PlanMarkdown;
import dev.weft.engine.render.PlanSummary;
import dev.weft.engine.render.PlanText;
import dev.weft.wamp.serializer.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans as commands print them; the forms themselves are the engine's. */
public final class PlanView {

    private PlanView() {}

    public static String text(Plan plan, Colour colour) {
        return PlanText.render(plan, colour == Colour.ANSI ? PlanText.Style.COLOUR : PlanText.Style.PLAIN);
    }

    public static String json(Plan plan) {
        String json = PlanJson.render(plan);
        return json.endsWith("\n") ? json : json + "\n";
    }

    /** For a pull request: what would be done to the live fleet. */
    public static String markdown(Plan plan, NodeNames names, int mostBytes) {
        return PlanMarkdown.render(plan, new PlanMarkdown.Page("Weft plan", PlanSummary.of(plan), names, mostBytes));
    }

    /** One line that begins a report of several. */
    public static String jsonLine(Plan plan) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("event", "plan");
        tree.put("plan", tree(plan));
        return JsonText.line(tree) + "\n";
    }

    static @Nullable Object tree(Plan plan) {
        return JsonText.read(PlanJson.render(plan));
    }
}
