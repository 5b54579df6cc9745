package dev.weft.engine.rollout;

import dev.weft.model.Share;
import dev.weft.model.spec.RolloutSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one layout's rollouts.
 *
 * @param steps how many nodes have the change after each, the last 100%
 * @param soak milliseconds that the nodes of a step must keep working
 * @param maxFailed how many nodes may fail before no further one is touched
 */
public record RolloutPolicy(List<Share> steps, long soak, Share maxFailed) {

    /** So often a node's digest is read at most: within it a dead worker is noticed even when no event tells of it. */
    static final long DEFAULT_SOAK = 30_000;

    /** Up to so many nodes a change comes to all at once unless the layout says otherwise. */
    static final int FEW = 10;

    private static final List<Share> ALL_AT_ONCE = List.of(Share.ALL);
    private static final List<Share> ONE_FIRST = List.of(new Share(1, Share.Unit.NODES), Share.ALL);

    public RolloutPolicy {
        steps = List.copyOf(steps);
    }

    /**
     * The rules of a layout.
     *
     * @param spec null where the layout says nothing
     * @param selected how many nodes it selects
     */
    public static RolloutPolicy of(@Nullable RolloutSpec spec, int selected) {
        List<Share> usual = selected > FEW ? ONE_FIRST : ALL_AT_ONCE;
        if (spec == null) {
            return new RolloutPolicy(usual, DEFAULT_SOAK, Share.NONE);
        }
        List<Share> steps = spec.shares().isEmpty() ? usual : spec.shares();
        return new RolloutPolicy(steps, spec.soakMillis(), spec.tolerated());
    }

    /** Whether a change comes in more than one step. */
    public boolean isStaged() {
        return steps.size() > 1;
    }

    /** The index of the last step. */
    public int last() {
        return steps.size() - 1;
    }

    /** How many of {@code total} nodes have the change after a step, from 0: never fewer than after the one before. */
    public int target(int step, int total) {
        int most = 0;
        for (Share share : steps.subList(0, step + 1)) {
            most = Math.max(most, share.roundedUp(total));
        }
        return most;
    }
}
