/**
 * What is remembered between runs: which revisions were applied, durably, and that only one process uses a folder at a time. Start
 * with {@link dev.weft.sources.git.state.StateFolder}.
 */
@NullMarked
package dev.weft.sources.git.state;

import org.jspecify.annotations.NullMarked;
