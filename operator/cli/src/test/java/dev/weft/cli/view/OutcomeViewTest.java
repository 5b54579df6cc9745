package dev.weft.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.apply.Outcome;
import dev.weft.engine.apply.Outcome.Result;
import dev.weft.engine.apply.Report;
import dev.weft.engine.path.ObjectPath;
import dev.weft.engine.plan.Action;
import dev.weft.engine.plan.ActionType;
import dev.weft.engine.plan.Disruption;
import dev.weft.model.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OutcomeViewTest {

    private final Outcome done = outcome("plant-a", Result.DONE, "", "");
    private final Outcome pending = outcome("plant-b", Result.PENDING, "", "");
    private final Outcome failed = outcome("plant-b", Result.FAILED, "crossbar.error.x", "no space left");

    @Test
    void each_outcome_is_told_once_and_when_it_is_final() {
        OutcomeView view = new OutcomeView();

        assertThat(view.news(new Report(List.of(done, pending), 0))).containsExactly(done);
        assertThat(view.news(new Report(List.of(done, pending), 0))).isEmpty();
        assertThat(view.news(new Report(List.of(done, failed), 3))).containsExactly(failed);
    }

    @Test
    void a_line_says_what_came_of_it_and_why() {
        assertThat(OutcomeView.line(done)).isEqualTo("  + plant-a: done");
        assertThat(OutcomeView.line(failed)).isEqualTo("  + plant-b: failed: no space left");
        assertThat(OutcomeView.json(failed))
                .isEqualTo("{\"event\":\"outcome\",\"path\":\"plant-b\",\"action\":\"create\",\"result\":\"failed\","
                        + "\"error\":\"crossbar.error.x\",\"message\":\"no space left\"}");
        assertThat(OutcomeView.summary(new Report(List.of(done, failed), 3))).isEqualTo("1 done, 1 failed");
        assertThat(OutcomeView.json(new Report(List.of(done), 0), 0)).startsWith("{\"event\":\"done\",\"status\":0,");
    }

    private static Outcome outcome(String mrealm, Result result, String uri, String message) {
        Action action = new Action(
                ObjectPath.mrealm(mrealm),
                ActionType.CREATE,
                "does not exist",
                List.of(),
                Map.of(),
                new TreeSet<>(),
                Disruption.NONE,
                "",
                Origin.NONE,
                Optional.empty());
        return new Outcome(action, result, uri, message);
    }
}
