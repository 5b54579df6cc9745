package dev.weft.sources.git;

import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.BoundedRepository;
import dev.weft.sources.git.remote.Deadline;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.git.remote.RemoteRepository;
import dev.weft.sources.git.remote.RemoteRepository.Head;
import dev.weft.sources.yaml.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Two revisions to compare, of a repository on this machine or of one elsewhere. Nothing is verified, because nothing is applied. */
public final class LocalRevisions implements AutoCloseable {

    private final Repository repository;
    private final Revisions revisions;

    private LocalRevisions(Repository repository) {
        this.repository = repository;
        this.revisions = new Revisions(repository);
    }

    /**
     * What is compared.
     *
     * @param base name of a revision
     * @param head name of a revision
     * @param sinceFork whether it is compared with where the two parted ({@code base...head}), as pull requests do
     */
    public record Range(String base, String head, boolean sinceFork) {

        /**
         * As a user writes it: {@code main..feature} or {@code main...feature}.
         *
         * @throws GitFailure when it is not of that form
         */
        public static Range of(String text) {
            String dots = text.contains("...") ? "..." : "..";
            int at = text.indexOf(dots);
            if (at < 0) {
                throw GitFailure.wrong(
                        "'" + text + "' names no two revisions", "Write BASE..HEAD, like main..feature.");
            }
            String base = text.substring(0, at);
            String head = text.substring(at + dots.length());
            return new Range(base.isEmpty() ? "HEAD" : base, head.isEmpty() ? "HEAD" : head, dots.length() == 3);
        }
    }

    /** The two revisions. */
    public record Pair(Revision base, Revision head) {}

    /** Of the repository that this folder belongs to. */
    public static LocalRevisions in(Path folder) {
        RemoteRepository.prepare();
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            throw GitFailure.wrong(
                    folder + " belongs to no Git repository", "Give its folder with --repo, or a url with --git.");
        }
        try {
            return new LocalRevisions(builder.build());
        } catch (IOException unreadable) {
            throw GitFailure.wrong("the repository of " + folder + " cannot be read: " + unreadable.getMessage(), "");
        }
    }

    /**
     * Of a repository elsewhere; both revisions are branches or tags there.
     *
     * @param objects an empty folder of ours
     */
    public static LocalRevisions of(GitUrl url, Access access, Range range, Path objects) {
        RemoteRepository.prepare();
        try {
            BoundedRepository repository = BoundedRepository.open(objects.toFile());
            try (Deadline deadline = Deadline.begin(GitSource.UNHURRIED);
                    RemoteRepository remote =
                            new RemoteRepository(url, access, repository, RemoteRepository.MOST_BYTES)) {
                for (String name : new String[] {range.base(), range.head()}) {
                    Head head = remote.find(name, deadline);
                    remote.fetch(head, name.equals("HEAD") ? "refs/weft/head" : "refs/heads/" + name, deadline);
                }
            }
            return new LocalRevisions(repository);
        } catch (IOException unusable) {
            throw GitFailure.wrong("the folder " + objects + " cannot be used: " + unusable.getMessage(), "");
        }
    }

    /** Looks both up. */
    public Pair find(Range range) {
        try {
            RevCommit base = commit(range.base());
            RevCommit head = commit(range.head());
            RevCommit from = range.sinceFork()
                    ? revisions
                            .mergeBase(base, head)
                            .orElseThrow(() -> GitFailure.wrong(
                                    range.base() + " and " + range.head() + " have no common commit here",
                                    "Fetch more history (fetch-depth: 0), or write BASE..HEAD."))
                    : base;
            return new Pair(revisions.revision(revisions.commit(from), ""), revisions.revision(head, ""));
        } catch (IOException damaged) {
            throw revisions.damaged(damaged);
        }
    }

    private RevCommit commit(String name) throws IOException {
        ObjectId id = repository.resolve(
                name.equals("HEAD") && repository.exactRef("refs/weft/head") != null ? "refs/weft/head" : name);
        if (id == null) {
            throw GitFailure.wrong(
                    "there is no revision '" + name + "' in " + repository.getDirectory(),
                    "Name a branch, tag or commit; in a shallow clone, fetch it first (fetch-depth: 0).");
        }
        return revisions.commit(id);
    }

    /** The documents of one revision; none where the folder is not in it. */
    public Loaded load(Revision revision, TreePath folder) {
        return revisions.loadIfThere(ObjectId.fromString(revision.hash()), folder);
    }

    @Override
    public void close() {
        repository.close();
    }
}
