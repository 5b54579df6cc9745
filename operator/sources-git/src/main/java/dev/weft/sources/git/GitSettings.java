package dev.weft.sources.git;

import dev.weft.sources.git.remote.Access;
import dev.weft.sources.git.remote.GitUrl;
import dev.weft.sources.git.sign.CommitTrust;
import java.nio.file.Path;

/**
 * Which documents of which repository.
 *
 * @param ref a branch or tag; {@code HEAD} is the repository's default branch
 * @param folder the folder inside the repository
 * @param state our own folder for this source: the fetched objects and what was applied
 * @param access how to get in
 * @param trust whose commits are taken
 */
public record GitSettings(GitUrl url, String ref, TreePath folder, Path state, Access access, CommitTrust trust) {

    /** What is asked for when nobody names a branch. */
    public static final String DEFAULT_REF = "HEAD";

    /** What was applied from one says nothing about another: the repository, the branch and the folder. */
    public String identity() {
        return url + " " + ref + " " + folder;
    }
}
