package dev.weft.controller.source;

import dev.weft.controller.resource.Cluster;
import dev.weft.controller.resource.ResourceRef;
import dev.weft.controller.source.ResourceApplier.Others;
import dev.weft.controller.source.ResourceApplier.Refused;
import dev.weft.controller.source.WantedResources.Wanted;
import dev.weft.controller.status.SourceProgress;
import dev.weft.controller.status.SourceStatus.State;
import dev.weft.controller.status.SourceStatus.Trouble;
import dev.weft.crd.resource.WeftResource;
import dev.weft.crd.status.AppliedRevision;
import dev.weft.crd.status.PartlyApplied;
import dev.weft.model.spec.FabricSourceSpec;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitSettings;
import dev.weft.sources.git.GitSource;
import dev.weft.sources.git.Revision;
import dev.weft.sources.git.Rewind;
import dev.weft.sources.yaml.FleetDocuments;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one repository: fetches, verifies, checks, applies. What is wrong with a revision leaves the one before it in force. One
 * look at a time; blocks on the calling thread.
 */
final class SourceLook {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLook.class);

    private final ResourceRef ref;
    private final Around around;
    private final Consumer<SourceProgress> onBegun;
    private SourceProgress progress;
    private List<String> unmanaged = List.of();
    /** What was applied since this process runs, as it was then; null: nothing, or it is to be applied again. */
    private @Nullable InForce inForce;

    private volatile @Nullable GitSource asking;
    private volatile boolean ended;

    /** What looks need. */
    record Around(Cluster cluster, ResourceApplier applier, SourceSettings settings, SourceCache cache, Clock clock) {}

    /** What was applied: by this it is noticed that somebody changed or deleted a part of it. */
    private record InForce(String revision, String from, long generation, Map<ResourceRef, AsApplied> resources) {}

    /** @param onBegun told how far it is before the first resource is applied */
    SourceLook(ResourceRef ref, SourceProgress progress, Around around, Consumer<SourceProgress> onBegun) {
        this.ref = ref;
        this.progress = progress;
        this.around = around;
        this.onBegun = onBegun;
    }

    /**
     * How it went.
     *
     * @param applied what was applied now; empty when there was nothing to do, or it failed
     */
    record Outcome(State state, Optional<AppliedRevision> applied) {}

    /** Everything is applied at the next look, as if nothing was before. */
    void forgetApplied() {
        inForce = null;
    }

    /** Nothing is fetched or begun to be applied any more; from any thread. */
    void end() {
        ended = true;
        GitSource asked = asking;
        if (asked != null) {
            asked.breakOff();
        }
    }

    Outcome look(WeftResource source) {
        try {
            SourceReading reading = SourceReading.of(around.cluster(), source);
            if (reading.spec().suspend()) {
                return outcome(Optional.empty(), true, Optional.empty());
            }
            // A webhook without its Secret would be silent: better told.
            reading.webhook();
            return outcome(Optional.empty(), false, look(source, reading));
        } catch (SourceFailure failure) {
            return outcome(Optional.of(failure.trouble()), false, Optional.empty());
        } catch (GitFailure failure) {
            return outcome(Optional.of(SourceFailure.of(failure).trouble()), false, Optional.empty());
        }
    }

    private Outcome outcome(Optional<Trouble> trouble, boolean suspended, Optional<AppliedRevision> applied) {
        return new Outcome(new State(progress, trouble, suspended, unmanaged), applied);
    }

    private Optional<AppliedRevision> look(WeftResource source, SourceReading reading) {
        String folder = source.getMetadata().getUid();
        SourceCache.Place place = around.cache().take(folder);
        try {
            GitSettings settings = reading.settings(around.settings().schemes(), place.folder());
            StatusLog log = new StatusLog(progress.history(), settings.identity());
            GitSource.Bounds bounds =
                    new GitSource.Bounds(place.mostBytes(), around.settings().patience());
            try (GitSource git = GitSource.open(settings, log, new GitSource.Objects(place.folder(), bounds))) {
                Revision revision = fetch(git, reading.rewind());
                if (ended) {
                    return Optional.empty();
                }
                progress = progress.attempting(revision.hash());
                InForce wanted =
                        new InForce(revision.hash(), settings.identity(), Application.generation(source), Map.of());
                Application application = application(reading.spec());
                return isInForce(wanted, application, reading.spec())
                        ? Optional.empty()
                        : apply(git, revision, wanted, application, reading.spec());
            }
        } finally {
            around.cache().giveBack(folder);
        }
    }

    private Revision fetch(GitSource git, Rewind rewind) {
        asking = git;
        try {
            if (ended) {
                git.breakOff();
            }
            return git.fetch(rewind);
        } finally {
            asking = null;
        }
    }

    private Application application(FabricSourceSpec spec) {
        return new Application(
                around.applier(), around.cluster(), ref, spec.force() ? Others.TAKE_OVER : Others.REFUSE);
    }

    /** Whether there is nothing to do: this revision was applied, and everything is as it was left. */
    private boolean isInForce(InForce wanted, Application application, FabricSourceSpec spec) {
        InForce known = inForce;
        if (known == null
                || !known.revision().equals(wanted.revision())
                || !known.from().equals(wanted.from())
                || known.generation() != wanted.generation()) {
            return false;
        }
        List<ResourceRef> rest = application.unmanaged(known.resources().keySet());
        unmanaged = titles(rest);
        return known.resources().entrySet().stream().allMatch(each -> isAsLeft(each.getKey(), each.getValue()))
                && (rest.isEmpty() || !spec.prune());
    }

    /** One that is being deleted is left alone until it is gone. */
    private boolean isAsLeft(ResourceRef each, AsApplied applied) {
        return around.cluster()
                .find(each)
                .filter(there -> there.getMetadata().getDeletionTimestamp() != null
                        || (applied.isStill(there)
                                && Application.owner(there)
                                        .filter(ref.name()::equals)
                                        .isPresent()))
                .isPresent();
    }

    private Optional<AppliedRevision> apply(
            GitSource git, Revision revision, InForce wanted, Application application, FabricSourceSpec spec) {
        FleetDocuments documents = FleetDocuments.of(git.load(revision), spec.path());
        Map<ResourceRef, Wanted> resources =
                WantedResources.of(documents, ref, around.settings().selector());
        Application.Attempt attempt = application.attempt(resources.values());
        attempt.refused().ifPresent(refused -> {
            onRefused(revision, resources.keySet(), attempt);
            throw refused;
        });
        boolean begun = begin(revision, resources.size(), attempt.already().size());
        try {
            return carryOut(git, revision, wanted, application, new Work(documents, resources, attempt, spec.prune()));
        } finally {
            if (begun) {
                conclude();
            }
        }
    }

    /** What is to be applied. */
    private record Work(
            FleetDocuments documents,
            Map<ResourceRef, Wanted> resources,
            Application.Attempt attempt,
            boolean prunes) {}

    /** Whoever finds that written, and us not any more, knows that it was begun. Whether it had to be written. */
    private boolean begin(Revision revision, int resources, int already) {
        boolean isKnown = progress.partly()
                .filter(each -> each.revision().equals(revision.hash()) && each.applied() == already)
                .isPresent();
        if (already == resources || isKnown) {
            return false;
        }
        SourceProgress begun = progress.stoppedAt(new PartlyApplied(revision.hash(), already, resources, List.of()));
        onBegun.accept(begun);
        try {
            around.applier().note(ref, begun.partly());
        } catch (Refused refused) {
            throw SourceFailure.passing(
                    SourceFailure.APPLY_FAILED,
                    "that it is begun could not be written into the status, and so it is not: " + refused.text());
        }
        return true;
    }

    private void conclude() {
        try {
            around.applier().note(ref, progress.partly());
        } catch (Refused refused) {
            // It is in what is said of the source, which is written until that works.
            LOG.debug("{}: how far it is could not be written: {}", ref, refused.text());
        }
    }

    /** Some of a revision that was begun is in force, maybe by the process before us: how much of it can be told now. */
    private void onRefused(Revision revision, Set<ResourceRef> resources, Application.Attempt attempt) {
        boolean isBegun = progress.partly()
                .filter(each -> each.revision().equals(revision.hash()))
                .isPresent();
        if (isBegun && attempt.whole()) {
            onPart(
                    revision,
                    resources.size(),
                    resources.stream()
                            .filter(each -> !attempt.already().contains(each))
                            .toList());
        }
    }

    private Optional<AppliedRevision> carryOut(
            GitSource git, Revision revision, InForce wanted, Application application, Work work) {
        Map<ResourceRef, Wanted> resources = work.resources();
        // From here on nothing is known to be in force as a whole.
        inForce = null;
        Application.Done done =
                application.apply(resources.values(), work.attempt().already());
        done.stopped().ifPresent(stopped -> {
            if (done.changed() > 0) {
                onPart(revision, resources.size(), stopped.missing());
            }
            throw stopped.why();
        });
        List<ResourceRef> rest = application.unmanaged(resources.keySet());
        int deleted = work.prunes() ? prune(application, rest, revision, resources.size()) : 0;
        unmanaged = work.prunes() ? List.of() : titles(rest);
        AppliedRevision applied = new AppliedRevision(
                revision.hash(),
                revision.subject(),
                revision.signer().isEmpty() ? null : revision.signer(),
                around.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                wanted.from(),
                work.documents().documents().size(),
                done.changed(),
                deleted);
        boolean known = progress.newest()
                .filter(last -> last.revision().equals(applied.revision())
                        && last.from().equals(applied.from()))
                .isPresent();
        if (!known) {
            git.onApplied(revision, around.clock().instant());
            progress = progress.with(applied);
        }
        progress = progress.whole();
        inForce = new InForce(wanted.revision(), wanted.from(), wanted.generation(), done.resources());
        return known && done.changed() + deleted == 0 ? Optional.empty() : Optional.of(applied);
    }

    private int prune(Application application, List<ResourceRef> rest, Revision revision, int resources) {
        try {
            return application.prune(rest);
        } catch (SourceFailure failure) {
            onPart(revision, resources, List.of());
            throw failure;
        }
    }

    private void onPart(Revision revision, int resources, List<ResourceRef> missing) {
        progress = progress.stoppedAt(
                new PartlyApplied(revision.hash(), resources - missing.size(), resources, titles(missing)));
    }

    private static List<String> titles(List<ResourceRef> refs) {
        return refs.stream().map(ResourceRef::inNamespace).toList();
    }
}
