/**
 * What is remembered: which revisions were applied ({@link dev.weft.sources.git.state.AppliedLog}); in a folder durably, and that only
 * one process uses it at a time ({@link dev.weft.sources.git.state.StateFolder}).
 */
@NullMarked
package dev.weft.sources.git.state;

import org.jspecify.annotations.NullMarked;
