/**
 * Getting at a repository: urls without secrets, https and ssh with hosts that are known, a fetch with bounds. Start with
 * {@link dev.weft.sources.git.remote.RemoteRepository}. Blocks on the calling thread.
 */
@NullMarked
package dev.weft.sources.git.remote;

import org.jspecify.annotations.NullMarked;
