package dev.weft.cli.view;

import dev.weft.engine.rollout.Failure;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.engine.rollout.RolloutStatus.Phase;
import dev.weft.engine.rollout.RolloutText;
import dev.weft.wamp.serializer.JsonText;
import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How changes come to their nodes in steps: a line at each step, each soak, and the end of it. */
public final class RolloutView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Map<String, String> told = new HashMap<>();

    /** What a person does about a rollout that is held: it depends on what is running. */
    public enum Remedy {
        RUN_AGAIN(", then run reconcile again"),
        SAVE("; the corrected document starts it anew");

        private final String text;

        Remedy(String text) {
            this.text = text;
        }
    }

    /** The rollouts that are at something else than the last time. */
    public List<RolloutStatus> news(Collection<RolloutStatus> rollouts) {
        return rollouts.stream().filter(this::isNews).toList();
    }

    private boolean isNews(RolloutStatus status) {
        String now = status.revision() + " " + status.phase() + " " + status.step();
        return !now.equals(told.put(status.layout(), now));
    }

    /** @param clock for the time of day at which a soak ends */
    public static String line(RolloutStatus status, Remedy remedy, Clock clock) {
        String line = RolloutText.progress(status);
        if (status.phase() == Phase.HELD) {
            return line + remedy.text;
        }
        return status.phase() == Phase.SOAKING ? line + "; soaking until " + TIME.format(end(status, clock)) : line;
    }

    private static LocalTime end(RolloutStatus status, Clock clock) {
        return LocalTime.now(clock).plus(status.soakLeft(), ChronoUnit.MILLIS);
    }

    /** The line for whoever runs a single plan. */
    static String line(RolloutStatus status) {
        return "  " + line(status, Remedy.RUN_AGAIN, Clock.systemDefaultZone());
    }

    /** One line of JSON. */
    public static String json(RolloutStatus status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", "rollout");
        tree.putAll(tree(status));
        return JsonText.line(tree);
    }

    static Map<String, Object> tree(RolloutStatus status) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("layout", status.layout());
        tree.put("revision", status.revision());
        tree.put("phase", status.phase().word());
        tree.put("step", status.step());
        tree.put("steps", status.steps());
        tree.put("done", status.done());
        tree.put("total", status.total());
        tree.put("soakLeftMillis", status.soakLeft());
        tree.put(
                "failures", status.failures().stream().map(RolloutView::failure).toList());
        return tree;
    }

    private static Map<String, Object> failure(Failure failure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("node", failure.node().toString());
        tree.put("reason", failure.reason());
        tree.put("origin", failure.origin().toString());
        return tree;
    }
}
