package dev.weft.controller.status;

import dev.weft.crd.status.AppliedRevision;
import dev.weft.crd.status.PartlyApplied;
import dev.weft.crd.status.WeftStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a source is: what its status remembers, and by which a revision that goes back is noticed after a restart.
 *
 * @param history what was applied, the newest last
 * @param attempted the commit that was looked at last
 * @param partly the commit that is in force for a part of the resources; empty when the newest is for all
 */
public record SourceProgress(
        List<AppliedRevision> history, Optional<String> attempted, Optional<PartlyApplied> partly) {

    /** What is remembered. */
    public static final int MOST = 10;

    public SourceProgress {
        history = List.copyOf(history.subList(Math.max(0, history.size() - MOST), history.size()));
    }

    public SourceProgress(List<AppliedRevision> history, Optional<String> attempted) {
        this(history, attempted, Optional.empty());
    }

    /** What a status says. */
    public static SourceProgress of(WeftStatus status) {
        return new SourceProgress(
                status.history(),
                Optional.ofNullable(status.lastAttemptedRevision()),
                Optional.ofNullable(status.partlyApplied()));
    }

    /** The revision that is in force; empty before the first. */
    public Optional<AppliedRevision> newest() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
    }

    /** Its hash. */
    public Optional<String> inForce() {
        return newest().map(AppliedRevision::revision);
    }

    public SourceProgress attempting(String revision) {
        return new SourceProgress(history, Optional.of(revision), partly);
    }

    public SourceProgress with(AppliedRevision applied) {
        List<AppliedRevision> all = new ArrayList<>(history);
        all.add(applied);
        return new SourceProgress(all, attempted);
    }

    /** Resources were changed, and then it did not go on. */
    public SourceProgress stoppedAt(PartlyApplied stopped) {
        return new SourceProgress(history, attempted, Optional.of(stopped));
    }

    /** All of it is applied. */
    public SourceProgress whole() {
        return new SourceProgress(history, attempted);
    }
}
