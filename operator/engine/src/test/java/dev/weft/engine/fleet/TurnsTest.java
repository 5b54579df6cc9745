package dev.weft.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Conflict;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Leftovers;
import dev.weft.engine.plan.Observed;
import dev.weft.engine.plan.Plan;
import dev.weft.engine.plan.Remedy;
import dev.weft.engine.rollout.Sight;
import dev.weft.model.Origin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How a node stands where several things on it wait. */
class TurnsTest {

    private static final NodeKey EDGE = new NodeKey("plant", "edge1");
    private static final Deferred CHANGING = deferred(Deferred.CHANGING + "worker 'a' is on its way up or down");
    private static final Deferred MEANT = deferred(Deferred.PLACE_TAKEN + "transport 'k'");
    private static final Deferred OFFLINE = deferred(Deferred.OFFLINE);
    private static final Conflict CONFLICT = new Conflict(EDGE.path(), "not ours", Remedy.of("ask"), Origin.NONE);

    private final NodeWatch node = new NodeWatch(EDGE);
    private final Turns turns = new Turns(new TreeMap<>(Map.of(EDGE, node)));

    @Test
    void what_is_not_known_weighs_more_than_what_waits_on_purpose_whichever_is_told_first() {
        assertThat(sights(plan(List.of(), CHANGING, MEANT))).containsOnly(Sight.UNKNOWN);
        assertThat(sights(plan(List.of(), MEANT, CHANGING))).containsOnly(Sight.UNKNOWN);
        assertThat(sights(plan(List.of(), OFFLINE, MEANT))).containsOnly(Sight.AWAY);
        assertThat(sights(plan(List.of(), MEANT))).containsOnly(Sight.APART);
        assertThat(sights(plan(List.of()))).containsOnly(Sight.GOAL);
    }

    @Test
    void what_is_not_known_weighs_more_than_a_conflict() {
        assertThat(sights(plan(List.of(CONFLICT), CHANGING))).containsOnly(Sight.UNKNOWN);
        assertThat(sights(plan(List.of(CONFLICT)))).containsOnly(Sight.APART);
    }

    /** Planned alone, and with everything else. */
    private List<Sight> sights(Plan plan) {
        turns.admits(node, plan);
        Sight alone = node.sight;
        node.sight = Sight.TO_DO;
        turns.onWhole(plan);
        return List.of(alone, node.sight);
    }

    private static Deferred deferred(String reason) {
        return new Deferred(EDGE, 1, reason, "");
    }

    private static Plan plan(List<Conflict> conflicts, Deferred... deferred) {
        Observed observed =
                new Observed(new TreeMap<>(), List.of(deferred), new TreeSet<>(), Leftovers.NONE, 0, List.of());
        return new Plan(List.of(), conflicts, List.of(), List.of(), new TreeMap<>(), observed, "");
    }
}
