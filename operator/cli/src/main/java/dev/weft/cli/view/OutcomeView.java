package dev.weft.cli.view;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.plan.Action;
import dev.weft.wamp.serializer.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of a plan: a line for each action when it is over, and a line that sums up. */
public final class OutcomeView {

    private final Map<String, Result> told = new HashMap<>();

    /** The outcomes that became final since the last time. */
    public List<Outcome> news(Report report) {
        List<Outcome> news = new ArrayList<>();
        for (Outcome outcome : report.outcomes()) {
            String path = outcome.action().path().text();
            if (outcome.result().isFinal() && told.put(path, outcome.result()) != outcome.result()) {
                news.add(outcome);
            }
        }
        return news;
    }

    public static String line(Outcome outcome) {
        Action action = outcome.action();
        String done = "  " + action.type().glyph() + " " + action.path() + ": " + word(outcome.result());
        return outcome.message().isEmpty() ? done : done + ": " + outcome.message();
    }

    /** Whether it is one of many with one reason, which the line of the rollout tells. */
    static boolean isTold(Outcome outcome) {
        return outcome.errorUri().equals(Outcome.ROLLOUT_HELD);
    }

    /** {@code done: 12 changes}, or what kept it from being so. */
    public static String summary(Report report) {
        List<String> parts = new ArrayList<>();
        for (Result result : Result.values()) {
            long count = report.count(result);
            if (count > 0) {
                parts.add(count + " " + word(result));
            }
        }
        return parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
    }

    /** One line of JSON for one outcome. */
    public static String json(Outcome outcome) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", "outcome");
        tree.putAll(tree(outcome));
        return JsonText.line(tree);
    }

    static Map<String, Object> tree(Outcome outcome) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("path", outcome.action().path().text());
        tree.put("action", outcome.action().type().word());
        tree.put("result", word(outcome.result()));
        tree.put("error", outcome.errorUri());
        tree.put("message", outcome.message());
        return tree;
    }

    /** The last line of JSON. */
    public static String json(Report report, int status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", "done");
        tree.putAll(tree(report, status));
        return JsonText.line(tree);
    }

    static Map<String, Object> tree(Report report, int status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("status", status);
        for (Result result : Result.values()) {
            tree.put(word(result), report.count(result));
        }
        if (!report.rollouts().isEmpty()) {
            tree.put(
                    "rollouts",
                    report.rollouts().stream().map(RolloutView::tree).toList());
        }
        return tree;
    }

    private static String word(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }
}
