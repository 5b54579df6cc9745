package dev.weft.controller.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.plan.Deferred;
import dev.weft.engine.plan.Leftovers;
import dev.weft.engine.plan.Observed;
import dev.weft.engine.plan.Plan;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ObservationsTest {

    private static final NodeKey EDGE = new NodeKey("plant", "edge1");

    @Test
    void of_what_waits_on_a_node_that_is_told_which_says_least_is_known() {
        Deferred meant = new Deferred(EDGE, 1, Deferred.PLACE_TAKEN + "transport 'k'", "");
        Deferred changing = new Deferred(EDGE, 1, Deferred.CHANGING + "worker 'a'", "");
        Observed observed =
                new Observed(new TreeMap<>(), List.of(meant, changing), new TreeSet<>(), Leftovers.NONE, 0, List.of());
        Plan plan = new Plan(List.of(), List.of(), List.of(), List.of(), new TreeMap<>(), observed, "");
        Observations observations = new Observations("plant");

        observations.onComparedNode(EDGE, Desired.empty(), new LiveState("weft", Set.of(), new TreeMap<>()), plan);

        assertThat(observations.nodes())
                .hasEntrySatisfying(EDGE, seen -> assertThat(seen.deferred()).contains(changing));
    }
}
