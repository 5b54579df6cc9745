package dev.weft.cli.view;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.plan.Plan;
import java.io.PrintWriter;
import java.util.function.Function;

/** How a plan gets on. Called on one thread. */
public interface ProgressView {

    /** An action is over. */
    void onOutcome(Outcome outcome);

    /** The plan is over; the summary is printed next. */
    void onEnd();

    /** A line for each action. */
    static ProgressView lines(PrintWriter out) {
        return each(out, OutcomeView::line);
    }

    /** A JSON object for each action. */
    static ProgressView json(PrintWriter out) {
        return each(out, OutcomeView::json);
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

    private static ProgressView each(PrintWriter out, Function<Outcome, String> form) {
        return new ProgressView() {
            @Override
            public void onOutcome(Outcome outcome) {
                out.println(form.apply(outcome));
                out.flush();
            }

            @Override
            public void onEnd() {
                out.flush();
            }
        };
    }
}
