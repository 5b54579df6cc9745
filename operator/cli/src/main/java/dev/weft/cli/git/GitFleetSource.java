package dev.weft.cli.git;

import dev.weft.cli.CliFailure;
import dev.weft.cli.ExitStatus;
import dev.weft.cli.fleet.FleetSource;
import dev.weft.cli.view.FindingsView;
import dev.weft.sources.git.GitFailure;
import dev.weft.sources.git.GitSettings;
import dev.weft.sources.git.GitSource;
import dev.weft.sources.git.Revision;
import dev.weft.sources.git.Rewind;
import dev.weft.sources.git.follow.GitPolling;
import dev.weft.sources.git.state.Applied;
import dev.weft.sources.yaml.FleetDocuments;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a branch or tag. While it is followed, a revision that cannot be had, trusted or read leaves the one before it in
 * force.
 */
public final class GitFleetSource implements FleetSource {

    private final GitSettings settings;
    private final GitSource git;
    private final Following following;
    private final GitWatchState state = new GitWatchState();
    private @Nullable Revision current;
    private volatile @Nullable GitPolling polling;

    /**
     * How to follow.
     *
     * @param allowed the step back that was confirmed
     * @param interval between two looks
     * @param news told a line about each revision
     */
    public record Following(Rewind allowed, Duration interval, Clock clock, Consumer<String> news) {}

    private GitFleetSource(GitSettings settings, GitSource git, Following following) {
        this.settings = settings;
        this.git = git;
        this.following = following;
    }

    /** @throws CliFailure when the state folder cannot be used */
    public static GitFleetSource open(GitSettings settings, Following following) {
        try {
            return new GitFleetSource(settings, GitSource.open(settings), following);
        } catch (GitFailure failure) {
            throw told(failure);
        }
    }

    /** @throws CliFailure when there is no revision that may be applied; nothing was parsed then */
    @Override
    public FleetDocuments load() {
        try {
            return read(git.fetch(following.allowed()));
        } catch (GitFailure failure) {
            throw told(failure);
        }
    }

    /** The same, but where the newest revision is of no use, with what was applied last, if anything was. */
    public FleetDocuments loadToFollow() {
        state.onAttempt(following.clock().instant());
        try {
            FleetDocuments documents = read(git.fetch(following.allowed()));
            state.onFetched(following.clock().instant());
            Optional<Revision> last = documents.hasErrors() ? git.lastApplied() : Optional.empty();
            if (last.isEmpty()) {
                return documents;
            }
            documents.findings().forEach(finding -> following.news().accept(FindingsView.line(finding)));
            state.onBroken("the documents of the newest revision have errors");
            return goOn(last.get());
        } catch (GitFailure failure) {
            state.onFailure(failure.reason().name(), failure.text());
            Revision last = lastApplied(failure);
            following.news().accept(failure.text());
            following.news().accept("  " + failure.remedy());
            return goOn(last);
        }
    }

    private FleetDocuments goOn(Revision last) {
        following.news().accept("going on with what was applied last");
        return read(last);
    }

    private Revision lastApplied(GitFailure failure) {
        try {
            return git.lastApplied().orElseThrow(() -> told(failure));
        } catch (GitFailure noMore) {
            throw told(noMore);
        }
    }

    private FleetDocuments read(Revision revision) {
        current = revision;
        following.news().accept(line(revision));
        return FleetDocuments.of(git.load(revision), settings.folder().toString());
    }

    private String line(Revision revision) {
        String signed = revision.signer().isEmpty() ? "" : ", signed by " + revision.signer();
        return "revision " + revision.shortHash() + " of " + settings.url() + " (" + settings.ref() + signed + "): "
                + revision.subject();
    }

    /** What was read last; empty before. */
    public Optional<Revision> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public void onInForce() {
        Revision revision = current;
        if (revision != null) {
            git.onApplied(revision, following.clock().instant());
            state.onInForce(revision.hash(), git.history(), following.clock().instant());
        }
    }

    @Override
    public FleetSource.Following follow(Listener listener) {
        GitPolling started = GitPolling.start(following::interval, () -> look(listener));
        polling = started;
        return started::close;
    }

    /** Looks now, because somebody says that something was pushed. What else they say does not count. */
    public void trigger() {
        GitPolling running = polling;
        if (running != null) {
            running.trigger();
        }
    }

    /** What is known to those who watch from outside. */
    public GitWatchState state() {
        return state;
    }

    /** What was applied, the newest last. */
    public List<Applied> history() {
        return git.history();
    }

    /** One look: whether it went well. Runs on the polling thread, which has the source for itself from now on. */
    private boolean look(Listener listener) {
        state.onAttempt(following.clock().instant());
        try {
            Revision revision = git.fetch(following.allowed());
            state.onFetched(following.clock().instant());
            listener.onMended();
            boolean known = current != null && revision.hash().equals(current.hash());
            return known ? state.isReadable() : take(revision, listener);
        } catch (GitFailure failure) {
            state.onFailure(failure.reason().name(), failure.text());
            listener.onTrouble(failure.text(), failure.remedy());
            return false;
        }
    }

    private boolean take(Revision revision, Listener listener) {
        current = revision;
        listener.onNews(line(revision));
        FleetDocuments documents =
                FleetDocuments.of(git.load(revision), settings.folder().toString());
        listener.onDocuments(documents);
        if (documents.hasErrors()) {
            state.onBroken("the documents of revision " + revision.shortHash() + " have errors");
            return false;
        }
        onInForce();
        return true;
    }

    @Override
    public void close() {
        git.close();
    }

    /** As an end of the command. */
    public static CliFailure told(GitFailure failure) {
        int status = switch (failure.reason()) {
            case UNVERIFIED, REWOUND -> ExitStatus.UNVERIFIED;
            case BUSY -> ExitStatus.LOCKED;
            case WRONG, UNREACHABLE, SLOW -> ExitStatus.FAILED;
        };
        return CliFailure.of(failure.text(), failure.remedy(), status);
    }
}
