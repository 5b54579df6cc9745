package dev.weft.engine.rollout;

import java.util.List;

/**
 * How a rollout stands.
 *
 * @param layout name of the layout
 * @param revision which state of the layout's document
 * @param step from 1
 * @param steps how many steps there are
 * @param done nodes that have the change and work
 * @param total nodes that the change is about, without those that are away
 * @param soakLeft milliseconds of the soak that are left; 0 when there is none
 * @param failures nodes on which it did not work, the first first
 */
public record RolloutStatus(
        String layout,
        String revision,
        Phase phase,
        int step,
        int steps,
        int done,
        int total,
        long soakLeft,
        List<Failure> failures) {

    public RolloutStatus {
        failures = List.copyOf(failures);
    }

    /** What it is at. */
    public enum Phase {
        /** Nodes of the step are changed. */
        ROLLING("rolling"),
        /** The nodes of the step are watched. */
        SOAKING("soaking"),
        /** Too many nodes failed: no further one is touched. */
        HELD("held"),
        DONE("done");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        /** The word in texts and JSON. */
        public String word() {
            return word;
        }
    }

    /** How many nodes it was tried on, with the ones that have it. */
    public int tried() {
        return Math.min(total, done + failures.size());
    }

    /** The same, but for the time that is left: whether there is anything to tell. */
    boolean isNewsAfter(RolloutStatus before) {
        return phase != before.phase
                || step != before.step
                || done != before.done
                || total != before.total
                || !failures.equals(before.failures);
    }
}
