/**
 * Documents from a Git repository: read once, or followed by polling; and what others may ask a command that follows (health, metrics,
 * history, webhook). Start with {@link dev.weft.cli.git.GitFleetSource}. Loaded only when a repository is asked for.
 */
@NullMarked
package dev.weft.cli.git;

import org.jspecify.annotations.NullMarked;
