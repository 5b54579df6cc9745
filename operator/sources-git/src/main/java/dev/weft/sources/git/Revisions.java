package dev.weft.sources.git;

import dev.weft.sources.git.sign.SignedCommit;
import dev.weft.sources.yaml.Loaded;
import dev.weft.sources.yaml.YamlSource;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What is in the object store: commits, their order, and the documents in them. */
final class Revisions {

    private static final int LONGEST_SUBJECT = 120;

    private final Repository repository;

    Revisions(Repository repository) {
        this.repository = repository;
    }

    /** The commit, or the commit that a tag leads to. */
    RevCommit commit(AnyObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id);
        } catch (MissingObjectException | IncorrectObjectTypeException wrong) {
            throw GitFailure.wrong(
                    "what '" + id.name() + "' names is no commit", "Name a branch, or a tag of a commit.");
        }
    }

    Revision revision(RevCommit commit, String signer) {
        String subject = commit.getShortMessage();
        String some = subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT - 1) + "…";
        return new Revision(
                commit.name(),
                some.replaceAll("\\p{Cntrl}", " "),
                Instant.ofEpochSecond(commit.getCommitTime()),
                signer);
    }

    SignedCommit signed(RevCommit commit) {
        return SignedCommit.of(commit.name(), commit.getRawBuffer(), Instant.ofEpochSecond(commit.getCommitTime()));
    }

    /** Whether the second is the first or came after it; false as well where the history that is here does not tell. */
    boolean isAncestor(ObjectId first, ObjectId second) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(first), walk.parseCommit(second));
        } catch (MissingObjectException unknown) {
            return false;
        }
    }

    /** The documents of a folder. */
    Loaded load(ObjectId commit, TreePath folder) {
        try (ObjectReader reader = repository.newObjectReader()) {
            GitTree tree = new GitTree(reader, commit(commit).getTree(), folder);
            return YamlSource.withStream(InputStream.nullInputStream()).load(tree);
        } catch (IOException damaged) {
            throw damaged(damaged);
        }
    }

    /** The documents of a folder; none where there is no such folder. */
    Loaded loadIfThere(ObjectId commit, TreePath folder) {
        try (ObjectReader reader = repository.newObjectReader()) {
            GitTree tree = new GitTree(reader, commit(commit).getTree(), folder);
            return tree.isThere()
                    ? YamlSource.withStream(InputStream.nullInputStream()).load(tree)
                    : new Loaded(List.of(), List.of(), 0);
        } catch (IOException damaged) {
            throw damaged(damaged);
        }
    }

    /** Where the histories of two commits part. */
    Optional<RevCommit> mergeBase(ObjectId one, ObjectId other) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(org.eclipse.jgit.revwalk.filter.RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            return Optional.ofNullable(walk.next());
        }
    }

    GitFailure damaged(IOException damaged) {
        return GitFailure.wrong(
                "the objects in " + repository.getDirectory() + " cannot be read: " + damaged.getMessage(),
                "Remove that folder; it is fetched again.");
    }
}
