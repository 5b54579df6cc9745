/**
 * Following a repository: when to look ({@link dev.weft.sources.git.follow.GitPolling}), and whom a webhook is believed ({@link
 * dev.weft.sources.git.follow.Webhook}). What is looked at and what is served is whoever follows' own.
 */
@NullMarked
package dev.weft.sources.git.follow;

import org.jspecify.annotations.NullMarked;
