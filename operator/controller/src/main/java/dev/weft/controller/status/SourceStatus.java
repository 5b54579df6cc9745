package dev.weft.controller.status;

import dev.weft.controller.status.StatusDraft.Details;
import dev.weft.controller.status.StatusDraft.Weight;
import dev.weft.crd.status.AppliedRevision;
import dev.weft.crd.status.Condition;
import dev.weft.crd.status.PartlyApplied;
import java.util.List;
import java.util.Optional;

/** What is said about a FabricSource. */
public final class SourceStatus {

    private static final int SHORT = 10;
    private static final int NAMED = 5;

    private SourceStatus() {}

    /**
     * What keeps the newest revision from being in force.
     *
     * @param reason one CamelCase word
     * @param message what, why, and what to do
     * @param weight whether it goes by itself
     */
    public record Trouble(String reason, String message, Persistence weight) {}

    /** Whether trouble goes by itself. */
    public enum Persistence {
        /** It is tried again, and may work then. */
        PASSING,
        /** Somebody has to do something. */
        LASTING
    }

    /**
     * What is known of a source.
     *
     * @param trouble with the last look; empty when it went well
     * @param suspended whether nobody looks
     * @param unmanaged resources that came from it, are not in the repository any more, and stay
     */
    public record State(
            SourceProgress progress, Optional<Trouble> trouble, boolean suspended, List<String> unmanaged) {}

    /** Nobody has looked yet. */
    public static StatusDraft unknown(long generation) {
        String message = "nobody has looked at the repository yet";
        return new StatusDraft(
                generation,
                new Conditions()
                        .ready(Condition.UNKNOWN, "Fetching", message)
                        .synced(Condition.UNKNOWN, "Fetching", message)
                        .note(Condition.RECONCILING, "Fetching", message)
                        .list(),
                Details.NONE,
                Weight.PROVISIONAL);
    }

    public static StatusDraft draft(State state, long generation) {
        Conditions conditions = new Conditions();
        Optional<AppliedRevision> newest = state.progress().newest();
        if (state.suspended()) {
            String message = "nobody looks at the repository while spec.suspend is true; " + inForce(state.progress());
            conditions
                    .ready(
                            newest.isPresent() && state.progress().partly().isEmpty()
                                    ? Condition.TRUE
                                    : Condition.FALSE,
                            "Suspended",
                            message)
                    .synced(Condition.UNKNOWN, "Suspended", message)
                    .note(Condition.PAUSED, "Suspended", message);
        } else if (state.trouble().isPresent()) {
            Trouble trouble = state.trouble().get();
            String message = trouble.message() + " - " + inForce(state.progress());
            conditions
                    .ready(Condition.FALSE, trouble.reason(), message)
                    .synced(Condition.FALSE, trouble.reason(), message)
                    .note(
                            trouble.weight() == Persistence.LASTING ? Condition.STALLED : Condition.RECONCILING,
                            trouble.reason(),
                            message);
        } else {
            conditions.ready(
                    Condition.TRUE, "Applied", newest.map(SourceStatus::words).orElse("nothing to apply"));
            if (state.unmanaged().isEmpty()) {
                conditions.synced(Condition.TRUE, "Applied", "every resource is as the repository has it");
            } else {
                conditions.synced(Condition.FALSE, "Unmanaged", unmanaged(state.unmanaged()));
            }
        }
        return new StatusDraft(
                generation,
                conditions.list(),
                new Details(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(state.progress())),
                Weight.FIRM);
    }

    private static String inForce(SourceProgress progress) {
        Optional<String> whole = progress.inForce().map(SourceStatus::shortened);
        if (progress.partly().isEmpty()) {
            return whole.map(hash -> "in force stays revision " + hash).orElse("nothing was applied yet");
        }
        PartlyApplied partly = progress.partly().get();
        String revision = "revision " + shortened(partly.revision());
        int missing = partly.resources() - partly.applied();
        String part = missing > 0 && partly.missing().isEmpty()
                ? revision + " was begun to be applied, and is in force for at least " + partly.applied() + " of "
                        + count(partly.resources(), "resource")
                : missing == 0
                        ? revision + " is in force for all its resources, but not all that it has no longer was deleted"
                        : revision + " is in force for " + partly.applied() + " of "
                                + count(partly.resources(), "resource") + ", and not for "
                                + named(partly.missing(), missing);
        return part
                + whole.map(hash -> "; the last that was carried out as a whole is " + hash)
                        .orElse("; none was carried out as a whole yet")
                + ". All is tried again at each look; git revert brings back what was before";
    }

    /** A revision that was applied, for people. */
    public static String words(AppliedRevision applied) {
        String signed = applied.signer() == null ? "" : ", signed by " + applied.signer();
        String subject = applied.subject() == null ? "" : ": " + applied.subject();
        return "revision " + shortened(applied.revision()) + signed + subject + " ("
                + count(applied.documents(), "document")
                + ", " + count(applied.changed(), "resource") + " changed, " + count(applied.deleted(), "resource")
                + " deleted)";
    }

    private static String count(@org.jspecify.annotations.Nullable Integer number, String what) {
        int many = number == null ? 0 : number;
        return many + " " + what + (many == 1 ? "" : "s");
    }

    private static String unmanaged(List<String> titles) {
        return named(titles, titles.size()) + " came from this source and " + (titles.size() == 1 ? "is" : "are")
                + " not in the repository any more: delete with kubectl what shall go, or set spec.prune: true";
    }

    private static String named(List<String> titles, int all) {
        int shown = Math.min(NAMED, titles.size());
        return String.join(", ", titles.subList(0, shown)) + (all > shown ? " and " + (all - shown) + " more" : "");
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }
}
