/**
 * Browsers that are let in again by a cookie: what the upgrade of a WebSocket sets, who logged in with it, and the file in which that
 * outlives the process. Start with {@link dev.weft.node.worker.cookie.CookieJar}; jars come from {@link
 * dev.weft.node.worker.cookie.CookieJars}.
 */
@NullMarked
package dev.weft.node.worker.cookie;

import org.jspecify.annotations.NullMarked;
