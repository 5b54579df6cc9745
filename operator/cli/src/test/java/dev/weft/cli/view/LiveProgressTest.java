package dev.weft.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Disruption;
import dev.weft.engine.plan.Observed;
import dev.weft.engine.plan.Plan;
import dev.weft.model.Origin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter text = new StringWriter();

    @Test
    void the_line_shows_the_whole_and_the_nodes_under_way() {
        List<Action> actions = actions("edge1", 1, "edge2", 1);
        ProgressView view = ProgressView.live(new PrintWriter(text), plan(actions), 80);
        view.onOutcome(new Outcome(actions.get(0), Result.DONE, "", ""));
        view.onOutcome(new Outcome(actions.get(1), Result.FAILED, "crossbar.error.x", "no space left"));
        view.onEnd();

        assertThat(text.toString().replace(CLEAR, "<").lines())
                .containsExactly(
                        "<[....................] 0/2  plant/edge1 0/1  plant/edge2 0/1<  plant/edge1: 1 done",
                        "<[##########..........] 1/2  plant/edge2 0/1<  + plant/edge2/worker/w0: failed: no space left",
                        "<[####################] 2/2<");
    }

    @Test
    void the_line_never_reaches_the_last_column() {
        for (int width : List.of(1, 20, 40, 80)) {
            StringWriter drawn = new StringWriter();
            List<Action> actions = actions("edge1", 3, "edge2", 12, "edge3", 1, "edge4", 7, "edge5", 9);
            ProgressView.live(new PrintWriter(drawn), plan(actions), width);
            assertThat(drawn.toString().replace(CLEAR, "")).hasSizeLessThan(Math.max(width, 20));
        }
    }

    private static List<Action> actions(Object... nodesAndCounts) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < nodesAndCounts.length; i += 2) {
            for (int worker = 0; worker < (Integer) nodesAndCounts[i + 1]; worker++) {
                actions.add(new Action(
                        ObjectPath.node("plant", (String) nodesAndCounts[i]).child(ObjectKind.WORKER, "w" + worker),
                        ActionType.CREATE,
                        "does not exist",
                        List.of(),
                        Map.of(),
                        new TreeSet<>(),
                        Disruption.NONE,
                        "",
                        Origin.NONE,
                        Optional.empty()));
            }
        }
        return actions;
    }

    private static Plan plan(List<Action> actions) {
        Observed observed = new Observed(new TreeMap<>(), List.of(), new TreeSet<>(), 0);
        return new Plan(actions, List.of(), List.of(), List.of(), new TreeMap<>(), observed, "");
    }
}
