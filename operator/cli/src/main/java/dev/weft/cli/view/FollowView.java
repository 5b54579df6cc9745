package dev.weft.cli.view;

import dev.weft.cli.terminal.Colour;
import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.live.Completeness;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.LayoutStatus;
import dev.weft.engine.rollout.RolloutStatus;
import dev.weft.model.Finding;
import dev.weft.sources.yaml.FleetDocuments;
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
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What happens while a fleet is followed: lines with the time of day, or one JSON object a line. The same trouble is told once.
 * Thread-safe.
 */
public final class FollowView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** After so many vain attempts in a row, about a second each, a connection that was never there is told. */
    private static final int PATIENCE = 5;

    private static final int FEW = 10;

    private final Style style;
    private final Clock clock;
    private final Consumer<String> lines;
    private final TreeSet<String> lost = new TreeSet<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final RolloutView rollouts = new RolloutView();
    private String lastTrouble = "";
    private String sourceTrouble = "";
    private boolean broken;

    /** For whom. */
    public enum Style {
        PLAIN,
        COLOUR,
        JSON
    }

    /** @param lines called for each line, without its end */
    public FollowView(Style style, Clock clock, Consumer<String> lines) {
        this.style = style;
        this.clock = clock;
        this.lines = lines;
    }

    public synchronized void following(Collection<String> mrealms, int nodes) {
        tell(
                "following",
                "following " + String.join(", ", mrealms) + ", " + FindingsView.counted(nodes, "node")
                        + "; Ctrl-C ends it",
                Map.of());
    }

    /** Documents changed and are valid. */
    public synchronized void documents(FleetDocuments fleet) {
        String what = FindingsView.counted(fleet.documents().size(), "document") + " in "
                + FindingsView.counted(fleet.files(), "file");
        tell("documents", (broken ? "the documents are mended: " : "the documents changed: ") + what, Map.of());
        broken = false;
    }

    /** Documents changed and cannot be used. */
    public synchronized void broken(FleetDocuments fleet) {
        broken = true;
        List<Finding> findings = fleet.findings();
        long errors = findings.stream().filter(Finding::isError).count();
        tell(
                "invalid",
                "the documents changed and have " + FindingsView.counted(errors, "error")
                        + "; what was valid before stays in force until that is mended",
                Map.of("findings", findings.stream().map(FindingsView::tree).toList()));
        if (style != Style.JSON) {
            findings.forEach(finding -> lines.accept("  " + FindingsView.line(finding)));
        }
    }

    /** The source of the documents is of no use. The same trouble is told once. */
    public synchronized void sourceTrouble(String text, String remedy) {
        if (text.equals(sourceTrouble)) {
            return;
        }
        sourceTrouble = text;
        tell("source-failed", text + "; what was valid before stays in force", Map.of("remedy", remedy));
        if (style != Style.JSON && !remedy.isEmpty()) {
            lines.accept("  " + remedy);
        }
    }

    /** The source is of use again. */
    public synchronized void sourceMended() {
        if (!sourceTrouble.isEmpty()) {
            sourceTrouble = "";
            tell("source-mended", "the source of the documents is well again", Map.of());
        }
    }

    /** Something about the source that is worth a line. */
    public synchronized void sourceNews(String text) {
        tell("source", text, Map.of());
    }

    public synchronized void secretsChanged() {
        tell("secrets", "the secrets changed", Map.of());
    }

    /** @param cause as the loop names it: edit, event, drift, resync, verify */
    public synchronized void planned(Plan plan, String cause) {
        lastTrouble = "";
        if (style == Style.JSON) {
            Map<String, Object> more = new LinkedHashMap<>();
            more.put("cause", cause);
            more.put("plan", PlanView.tree(plan));
            tell("plan", head(plan, cause), more);
            return;
        }
        tell("plan", head(plan, cause), Map.of());
        PlanView.text(plan, style == Style.COLOUR ? Colour.ANSI : Colour.NEVER)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(lines);
    }

    public synchronized void finished(Plan plan, Report report) {
        if (style == Style.JSON) {
            report.outcomes().forEach(outcome -> tell("outcome", "", OutcomeView.tree(outcome)));
            tell("done", OutcomeView.summary(report), OutcomeView.tree(report, report.status()));
            return;
        }
        boolean few = report.outcomes().size() <= FEW;
        String where = nodes(plan);
        tell("done", (where.isEmpty() ? "" : where + ": ") + OutcomeView.summary(report), Map.of());
        for (Outcome outcome : report.outcomes()) {
            if (few || outcome.result() != Result.DONE) {
                lines.accept(OutcomeView.line(outcome));
            }
        }
    }

    public synchronized void node(NodeKey node, Completeness now) {
        boolean away = now == Completeness.OFFLINE;
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("node", node.toString());
        more.put("online", !away);
        tell("node", node + (away ? " is offline; its work waits" : " is online"), more);
    }

    /** A layout stands otherwise than it did; only the steps of its rollout are told. */
    public synchronized void layout(LayoutStatus status) {
        for (RolloutStatus rollout : rollouts.news(status.rollout().stream().toList())) {
            Map<String, Object> more = RolloutView.tree(rollout);
            more.put("nodes", status.text());
            tell("rollout", RolloutView.line(rollout, RolloutView.Remedy.SAVE, clock), more);
        }
    }

    /** A reading failed. While the master is away that is no news. */
    public synchronized void readFailed(String message) {
        if (lost.isEmpty() && !message.equals(lastTrouble)) {
            lastTrouble = message;
            tell("read-failed", "reading failed, tried again: " + message, Map.of());
        }
    }

    /** The connection is lost, or could again not be made. */
    public synchronized void lost(String mrealm, String reason) {
        Integer vain = attempts.computeIfPresent(mrealm, (name, count) -> count + 1);
        if (vain != null && vain == PATIENCE) {
            tell("waiting", "no events of " + mrealm + " yet, tried again: " + reason, Map.of("mrealm", mrealm));
        }
        if (vain == null && lost.add(mrealm)) {
            if (lost.size() == 1) {
                tell("lost", "the master is lost, tried again: " + reason, Map.of("mrealm", mrealm));
            }
        }
    }

    /** Events of this management realm will be listened to: until the first time, vain attempts are no loss. */
    public synchronized void joining(String mrealm) {
        attempts.put(mrealm, 0);
    }

    /** Events of this management realm are listened to no more. */
    public synchronized void left(String mrealm) {
        attempts.remove(mrealm);
        lost.remove(mrealm);
    }

    /** Events arrive (again). */
    public synchronized void connected(String mrealm) {
        attempts.remove(mrealm);
        lastTrouble = "";
        if (lost.remove(mrealm) && lost.isEmpty()) {
            tell("back", "the master is back; everything is read again", Map.of("mrealm", mrealm));
        }
    }

    /** The first Ctrl-C. */
    public synchronized void ending() {
        tell("ending", "ending when what was begun is over; Ctrl-C again ends at once", Map.of());
    }

    private void tell(String event, String message, Map<String, ?> more) {
        if (style != Style.JSON) {
            lines.accept(TIME.format(LocalTime.now(clock)) + "  " + message);
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        tree.put("event", event);
        if (!message.isEmpty()) {
            tree.put("message", message);
        }
        tree.putAll(more);
        lines.accept(JsonText.line(tree));
    }

    private static String head(Plan plan, String cause) {
        String where = nodes(plan);
        String on = where.isEmpty() ? "" : " on " + where;
        return switch (cause) {
            case "edit" -> "edit" + (where.isEmpty() ? "" : " of " + where);
            case "verify" -> "not done yet" + on;
            default -> cause + on;
        };
    }

    /** The nodes that a plan changes, the first few by name. */
    private static String nodes(Plan plan) {
        TreeSet<String> names = plan.actions().stream()
                .flatMap(action -> action.path().node().stream())
                .map(NodeKey::authid)
                .collect(Collectors.toCollection(TreeSet::new));
        String first = names.stream().limit(3).collect(Collectors.joining(", "));
        return names.size() > 3 ? first + " and " + (names.size() - 3) + " more" : first;
    }
}
