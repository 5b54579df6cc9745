package dev.weft.engine.plan;

import dev.weft.engine.desired.Desired;
import dev.weft.engine.live.LiveState;
import dev.weft.engine.secret.SecretSource;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Desired and live in, plan out: a pure function. */
public final class Planner {

    private Planner() {}

    /**
     * Plans.
     *
     * @param secrets only asked for fingerprints
     */
    public static Plan plan(Desired desired, LiveState live, PlanOptions options, SecretSource secrets) {
        return new Plan(
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                new Observed(new TreeMap<>(), List.of(), new TreeSet<>(), 0),
                "");
    }
}
