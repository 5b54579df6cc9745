package dev.weft.engine.rollout;

import java.util.Optional;

/**
 * How a layout stands on the nodes that it selects.
 *
 * @param layout name of the layout
 * @param mrealm whose nodes it selects
 * @param revision which state of the layout's document
 * @param counts the nodes
 * @param rollout the rollout that is under way, or that ended since the documents were last read; empty where a change comes at once
 */
public record LayoutStatus(
        String layout, String mrealm, String revision, Counts counts, Optional<RolloutStatus> rollout) {

    /**
     * Nodes by how they stand.
     *
     * @param applied as the documents say, when they were last read
     * @param offline without uplink, or not paired: their work is deferred
     * @param waiting with something to do, with something in the way that is not ours, or not read yet
     */
    public record Counts(int selected, int applied, int offline, int waiting) {}

    /** Whether it is in force wherever it can be, and no rollout is held. */
    public boolean isReady() {
        boolean held =
                rollout.filter(each -> each.phase() == RolloutStatus.Phase.HELD).isPresent();
        return counts.waiting() == 0 && !held;
    }

    /** {@code 99/100 applied, 1 offline}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(counts.applied()).append('/').append(counts.selected()).append(" applied");
        if (counts.offline() > 0) {
            text.append(", ").append(counts.offline()).append(" offline");
        }
        if (counts.waiting() > 0) {
            text.append(", ").append(counts.waiting()).append(" not yet");
        }
        return text.toString();
    }

    /** Whether there is anything to tell after {@code before}; the time that a soak has left is nothing. */
    public boolean isNewsAfter(LayoutStatus before) {
        boolean moved = rollout.isPresent() != before.rollout.isPresent()
                || rollout.isPresent() && rollout.get().isNewsAfter(before.rollout.orElseThrow());
        return moved || !revision.equals(before.revision) || !counts.equals(before.counts);
    }
}
