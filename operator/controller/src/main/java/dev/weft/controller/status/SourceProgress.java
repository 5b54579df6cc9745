package dev.weft.controller.status;

import dev.weft.crd.status.AppliedRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a source is: what its status remembers, and by which a revision that goes back is noticed after a restart.
 *
 * @param history what was applied, the newest last
 * @param attempted the commit that was looked at last
 */
public record SourceProgress(List<AppliedRevision> history, Optional<String> attempted) {

    /** What is remembered. */
    public static final int MOST = 10;

    public SourceProgress {
        history = List.copyOf(history.subList(Math.max(0, history.size() - MOST), history.size()));
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
        return new SourceProgress(history, Optional.of(revision));
    }

    public SourceProgress with(AppliedRevision applied) {
        List<AppliedRevision> all = new ArrayList<>(history);
        all.add(applied);
        return new SourceProgress(all, attempted);
    }
}
