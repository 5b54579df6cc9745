/**
 * A Git repository as a source of documents: fetched, verified, compared with what was applied last, read; in this order. Start with
 * {@link dev.weft.sources.git.GitSource}. {@link dev.weft.sources.git.LocalRevisions} reads two revisions to compare them.
 *
 * <p>Nothing is checked out: documents go from the object store into memory. Getting at a repository is {@code remote}, signatures
 * are {@code sign}, what is remembered is {@code state}. Everything blocks on the calling thread.
 */
@NullMarked
package dev.weft.sources.git;

import org.jspecify.annotations.NullMarked;
