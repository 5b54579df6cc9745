package dev.weft.cli.view;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.rollout.RolloutStatus;
import java.io.PrintWriter;
import java.util.function.Function;

/** How a plan gets on. Called on one thread. */
public interface ProgressView {

    /** An action is over. */
    void onOutcome(Outcome outcome);

    /** A change that comes to its nodes in steps is at another step, soaks, or is held. */
    void onRollout(RolloutStatus status);

    /** The plan is over; the summary is printed next. */
    void onEnd();

    /** A line for each action. */
    static ProgressView lines(PrintWriter out) {
        return each(out, outcome -> OutcomeView.isTold(outcome) ? "" : OutcomeView.line(outcome), RolloutView::line);
    }

    /** A JSON object for each action. */
    static ProgressView json(PrintWriter out) {
        return each(out, OutcomeView::json, RolloutView::json);
    }

    /**
     * For a terminal: one line that is drawn anew, with a bar and the nodes under way; above it a line for each node that is done, and
     * one for each action that did not end well.
     *
     * @param width of the terminal, in columns
     */
    static ProgressView live(PrintWriter out, Plan plan, int width) {
        return new LiveProgress(out, plan, width);
    }

    private static ProgressView each(
            PrintWriter out, Function<Outcome, String> form, Function<RolloutStatus, String> rollout) {
        return new ProgressView() {
            @Override
            public void onOutcome(Outcome outcome) {
                say(form.apply(outcome));
            }

            @Override
            public void onRollout(RolloutStatus status) {
                say(rollout.apply(status));
            }

            private void say(String line) {
                if (!line.isEmpty()) {
                    out.println(line);
                    out.flush();
                }
            }

            @Override
            public void onEnd() {
                out.flush();
            }
        };
    }
}
