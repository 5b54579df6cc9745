package dev.weft.sources.git;

import dev.weft.sources.git.remote.BoundedRepository;
import dev.weft.sources.git.remote.Deadline;
import dev.weft.sources.git.remote.RemoteRepository;
import dev.weft.sources.git.remote.RemoteRepository.Head;
import dev.weft.sources.git.state.Applied;
import dev.weft.sources.git.state.AppliedLog;
import dev.weft.sources.git.state.StateFolder;
import dev.weft.sources.yaml.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one folder of one branch or tag. Fetching, verifying and the comparison with what was applied last come before
 * anything is parsed. Not thread-safe; blocks on the calling thread.
 */
public final class GitSource implements AutoCloseable {

    private static final String FETCHED = "refs/weft/fetched";
    private static final String APPLIED = "refs/weft/applied";
    /** Where somebody waits who can end it: longer than any fetch that still goes on. */
    static final Duration UNHURRIED = Duration.ofHours(1);

    private final GitSettings settings;
    private final AppliedLog state;
    private final BoundedRepository repository;
    private final Duration time;
    private final RemoteRepository remote;
    private final Revisions revisions;
    private volatile @Nullable Deadline asking;
    private volatile boolean brokenOff;

    private GitSource(GitSettings settings, AppliedLog state, BoundedRepository repository, Bounds bounds) {
        this.settings = settings;
        this.state = state;
        this.repository = repository;
        this.time = bounds.time();
        this.remote = new RemoteRepository(settings.url(), settings.access(), repository, bounds.bytes());
        this.revisions = new Revisions(repository);
    }

    /**
     * Where fetched objects are kept.
     *
     * @param folder our own, which may be removed at any time in between
     * @param bounds what a fetch may cost
     */
    public record Objects(Path folder, Bounds bounds) {}

    /**
     * What a fetch may cost.
     *
     * @param bytes how large what is kept may become
     * @param time how long the repository may take to bring it
     */
    public record Bounds(long bytes, Duration time) {}

    /**
     * Takes the state folder; asks nobody yet.
     *
     * @throws GitFailure when the folder cannot be used
     */
    public static GitSource open(GitSettings settings) {
        StateFolder state = StateFolder.open(settings.state(), settings.identity());
        return open(settings, state, new Objects(state.objects(), new Bounds(RemoteRepository.MOST_BYTES, UNHURRIED)));
    }

    /**
     * The same, where what was applied is remembered elsewhere. Asks nobody yet.
     *
     * @param state closed with this
     * @throws GitFailure when the folder cannot be used
     */
    public static GitSource open(GitSettings settings, AppliedLog state, Objects objects) {
        try {
            BoundedRepository kept = BoundedRepository.open(objects.folder().toFile());
            return new GitSource(settings, state, kept, objects.bounds());
        } catch (IOException unusable) {
            state.close();
            throw GitFailure.wrong(
                    "the folder " + objects.folder() + " cannot be used: " + unusable.getMessage(), "Remove it.");
        } catch (RuntimeException wrong) {
            state.close();
            throw wrong;
        }
    }

    /**
     * Fetches, and lets through what may be applied.
     *
     * @param allowed the step back that is taken all the same
     * @throws GitFailure when it cannot be reached, is not signed by whom it should be, or goes back
     */
    public Revision fetch(Rewind allowed) {
        try {
            RevCommit commit = revisions.commit(bring());
            String signer = settings.trust().requireSigner(revisions.signed(commit));
            requireDescendant(commit, allowed);
            return revisions.revision(commit, signer);
        } catch (IOException damaged) {
            throw revisions.damaged(damaged);
        }
    }

    private ObjectId bring() throws IOException {
        try (Deadline deadline = Deadline.begin(time)) {
            asking = deadline;
            if (brokenOff) {
                deadline.breakOff();
            }
            Head head = remote.find(settings.ref(), deadline);
            if (!head.id().equals(repository.resolve(FETCHED))) {
                remote.fetch(head, FETCHED, deadline);
            }
            return head.id();
        } finally {
            asking = null;
        }
    }

    /** Nothing is fetched any more: a fetch that runs fails soon. From any thread. */
    public void breakOff() {
        brokenOff = true;
        Deadline deadline = asking;
        if (deadline != null) {
            deadline.breakOff();
        }
    }

    private void requireDescendant(RevCommit commit, Rewind allowed) throws IOException {
        Optional<Applied> last = state.last();
        if (last.isEmpty() || last.get().hash().equals(commit.name())) {
            return;
        }
        ObjectId before = ObjectId.fromString(last.get().hash());
        if (allowed.allows(before.name(), commit.name()) || revisions.isAncestor(before, commit)) {
            return;
        }
        String what = revisions.isAncestor(commit, before)
                ? "is older than the revision that was applied last"
                : "does not descend from the revision that was applied last (was it force-pushed?)";
        throw GitFailure.of(
                GitFailure.Reason.REWOUND,
                "commit " + commit.name() + " of " + settings.ref() + " " + what + ", " + before.name(),
                "Push a commit that descends from that one (git revert). Or, if going back is meant: "
                        + Setting.REWIND.option() + " "
                        + Rewind.confirmation(before.name(), commit.name()));
    }

    /** The documents of a revision that {@link #fetch} let through. */
    public Loaded load(Revision revision) {
        return revisions.load(ObjectId.fromString(revision.hash()), settings.folder());
    }

    /** Remembers that this revision is in force; it is on the disk when this returns. */
    public void onApplied(Revision revision, Instant now) {
        state.add(new Applied(now, revision.hash(), revision.subject()));
        try {
            RefUpdate update = repository.updateRef(APPLIED);
            update.setNewObjectId(ObjectId.fromString(revision.hash()));
            update.forceUpdate();
        } catch (IOException damaged) {
            throw revisions.damaged(damaged);
        }
    }

    /** What was applied, the newest last. */
    public List<Applied> history() {
        return state.history();
    }

    /**
     * The revision that was applied last, out of what is on the disk.
     *
     * @throws GitFailure when it is not signed by whom it should be
     */
    public Optional<Revision> lastApplied() {
        Optional<Applied> last = state.last();
        if (last.isEmpty()) {
            return Optional.empty();
        }
        try {
            RevCommit commit = revisions.commit(ObjectId.fromString(last.get().hash()));
            return Optional.of(revisions.revision(commit, settings.trust().requireSigner(revisions.signed(commit))));
        } catch (IOException damaged) {
            throw revisions.damaged(damaged);
        }
    }

    @Override
    public void close() {
        remote.close();
        repository.close();
        state.close();
    }
}
