package dev.weft.controller.status;

import dev.weft.crd.status.Condition;
import dev.weft.crd.status.PlanStatus;
import dev.weft.crd.status.WeftStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a resource, before it is compared with what was said last.
 *
 * @param generation of the spec that it is about
 * @param weight whether it may replace something that was said before
 */
public record StatusDraft(long generation, List<Condition> conditions, Details details, Weight weight) {

    public StatusDraft {
        conditions = List.copyOf(conditions);
    }

    /** Whether it may replace something that was said before. */
    public enum Weight {
        /** Something is known. */
        FIRM,
        /** Nothing is known yet: only said where nothing was said about this generation, so that a restart changes no status. */
        PROVISIONAL
    }

    /** Nothing to say. */
    public static final StatusDraft NOTHING = new StatusDraft(0, List.of(), Details.NONE, Weight.FIRM);

    /** The same, and what another one adds. Where both say whether it is ready, it is only when both say so, and each says why not. */
    public StatusDraft and(StatusDraft other) {
        List<Condition> all = new ArrayList<>(conditions);
        for (Condition added : other.conditions()) {
            if (all.stream().noneMatch(each -> each.type().equals(added.type()))) {
                all.add(added);
            }
            all.replaceAll(each -> each.type().equals(added.type()) ? worse(each, added) : each);
        }
        return new StatusDraft(generation, all, details, weight);
    }

    private static Condition worse(Condition one, Condition added) {
        if (added.isTrue() || one.equals(added)) {
            return one;
        }
        if (one.isTrue()) {
            // What may take a moment, while the rest is well, is no news.
            return Condition.FALSE.equals(added.status()) ? added : one;
        }
        return new Condition(
                one.type(), one.status(), null, null, one.reason(), one.message() + "; " + added.message());
    }

    /** What is said besides conditions; what is empty stays as it was. */
    public record Details(
            Optional<String> revision,
            Optional<PlanStatus> plan,
            Optional<String> externalId,
            Optional<String> nodes,
            Optional<Instant> applied,
            Optional<SourceProgress> source) {

        public static final Details NONE =
                new Details(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Of anything but a source. */
        public Details(
                Optional<String> revision,
                Optional<PlanStatus> plan,
                Optional<String> externalId,
                Optional<String> nodes,
                Optional<Instant> applied) {
            this(revision, plan, externalId, nodes, applied, Optional.empty());
        }
    }

    /** The status to write over {@code before}; equal to it when there is nothing new. */
    public WeftStatus over(@Nullable WeftStatus before, Instant now) {
        WeftStatus old = before == null ? WeftStatus.EMPTY : before;
        if (weight == Weight.PROVISIONAL
                && !old.conditions().isEmpty()
                && old.observedGeneration() != null
                && old.observedGeneration() == generation) {
            return old;
        }
        List<Condition> all = new ArrayList<>();
        for (Condition condition : conditions) {
            String since = old.condition(condition.type())
                    .filter(known -> known.status().equals(condition.status()))
                    .map(Condition::lastTransitionTime)
                    .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
            all.add(condition.at(generation, since));
        }
        return new WeftStatus(
                generation,
                all,
                details.revision().orElse(old.revision()),
                details.plan().orElse(old.plan()),
                details.externalId().orElse(old.externalId()),
                details.nodes().orElse(old.nodes()),
                details.applied()
                        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse(old.lastAppliedTime()),
                details.source().flatMap(SourceProgress::inForce).orElse(old.lastAppliedRevision()),
                details.source().flatMap(SourceProgress::attempted).orElse(old.lastAttemptedRevision()),
                details.source().map(SourceProgress::history).orElse(old.history()),
                details.source().isPresent() ? details.source().get().partly().orElse(null) : old.partlyApplied());
    }
}
