package dev.weft.cli.view;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.RolloutStatus;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Progress on a terminal, with no more than carriage return and clear to the end of the line. */
final class LiveProgress implements ProgressView {

    private static final String CLEAR = "\r\u001b[K";
    private static final int BAR = 20;
    private static final int NARROWEST = 20;

    private final PrintWriter out;
    private final int width;
    private final Map<String, Share> shares = new TreeMap<>();
    private final int total;
    private int over;

    /** What one node has to do. */
    private static final class Share {
        int total;
        int over;
        int done;
    }

    LiveProgress(PrintWriter out, Plan plan, int width) {
        this.out = out;
        this.width = Math.max(width, NARROWEST);
        this.total = plan.actions().size();
        plan.actions().forEach(action -> shares.computeIfAbsent(owner(action), any -> new Share()).total++);
        draw();
    }

    @Override
    public void onOutcome(Outcome outcome) {
        String owner = owner(outcome.action());
        Share share = shares.computeIfAbsent(owner, any -> new Share());
        share.over++;
        over++;
        if (outcome.result() == Result.DONE) {
            share.done++;
        } else if (!OutcomeView.isTold(outcome)) {
            out.print(CLEAR);
            out.println(OutcomeView.line(outcome));
        }
        if (share.over == share.total && share.done > 0) {
            out.print(CLEAR);
            out.println("  " + owner + ": " + share.done + " done");
        }
        draw();
    }

    @Override
    public void onRollout(RolloutStatus status) {
        out.print(CLEAR);
        out.println(RolloutView.line(status));
        draw();
    }

    @Override
    public void onEnd() {
        out.print(CLEAR);
        out.flush();
    }

    private void draw() {
        out.print(CLEAR + line());
        out.flush();
    }

    /** A bar, the count, and as many nodes under way as there is room for. */
    private String line() {
        int full = total == 0 ? BAR : Math.min(BAR, BAR * over / total);
        StringBuilder line =
                new StringBuilder("[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + over + "/" + total);
        // In the last column some terminals wrap already.
        int room = width - 1;
        for (Map.Entry<String, Share> entry : shares.entrySet()) {
            Share share = entry.getValue();
            if (share.over < share.total) {
                String text = "  " + entry.getKey() + " " + share.over + "/" + share.total;
                if (line.length() + text.length() > room) {
                    break;
                }
                line.append(text);
            }
        }
        return line.length() > room ? line.substring(0, room) : line.toString();
    }

    private static String owner(Action action) {
        return action.path().node().map(NodeKey::toString).orElse(action.path().mrealm());
    }
}
