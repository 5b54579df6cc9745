package dev.weft.engine.rollout;

import java.util.List;
import java.util.stream.Collectors;

/** Rollouts in words. */
public final class RolloutText {

    private RolloutText() {}

    /** {@code Rollout base: 1 node, then 2, then 20; soak 5m.} */
    public static String planned(RolloutPlan plan) {
        int done = plan.members().done().size();
        List<Integer> targets = plan.targets();
        String rest = targets.stream()
                .skip(done > 0 ? 0 : 1)
                .map(count -> "then " + count)
                .collect(Collectors.joining(", "));
        int first = done > 0 || targets.isEmpty() ? done : targets.get(0);
        String begin = done > 0
                ? done + " of " + plan.members().total() + " nodes " + (done == 1 ? "has" : "have") + " it"
                : first + (first == 1 ? " node" : " nodes");
        return "Rollout " + plan.layout() + ": " + begin + (rest.isEmpty() ? "" : ", " + rest) + "; soak "
                + duration(plan.policy().soak()) + ".";
    }

    /** Where it stands: {@code rollout base: step 2 of 3, 2 of 20 nodes have it}; without the time of a soak's end. */
    public static String progress(RolloutStatus status) {
        return switch (status.phase()) {
            case HELD -> held(status);
            case DONE -> "rollout " + status.layout() + ": done, " + have(status);
            case ROLLING, SOAKING ->
                "rollout " + status.layout() + ": step " + status.step() + " of " + status.steps() + ", "
                        + have(status);
        };
    }

    /** Where it is held, why, and what to mend. */
    public static String held(RolloutStatus status) {
        String where = "rollout of NodeLayout/" + status.layout() + " held at " + status.tried() + "/" + status.total();
        if (status.failures().isEmpty()) {
            return where;
        }
        Failure first = status.failures().get(0);
        int more = status.failures().size() - 1;
        String others = more == 0 ? "" : " (and " + more + (more == 1 ? " more node)" : " more nodes)");
        String mend = first.origin().isKnown() ? "Fix " + first.origin() : "Mend that";
        return where + ": " + reason(first) + others + ". " + mend;
    }

    private static String reason(Failure failure) {
        String node = failure.node().toString();
        return failure.reason().startsWith(node) ? failure.reason() : node + ": " + failure.reason();
    }

    private static String have(RolloutStatus status) {
        return status.done() + " of " + status.total() + (status.done() == 1 ? " nodes has it" : " nodes have it");
    }

    /** {@code 30s}, {@code 5m}, {@code 1h}: in the largest unit that divides it. */
    public static String duration(long millis) {
        if (millis > 0 && millis % 3_600_000 == 0) {
            return millis / 3_600_000 + "h";
        }
        return millis > 0 && millis % 60_000 == 0 ? millis / 60_000 + "m" : (millis + 999) / 1_000 + "s";
    }
}
