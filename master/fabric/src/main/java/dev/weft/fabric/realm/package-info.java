/**
 * The WAMP realms of the master: the global one and one per management realm, each with its roles, its trusted session and, for a
 * management realm, everything of {@code dev.weft.fabric.remote}. What is served on them is the work of {@code
 * dev.weft.fabric.serving}. Start with {@link dev.weft.fabric.realm.RunningRealms}.
 */
@NullMarked
package dev.weft.fabric.realm;

import org.jspecify.annotations.NullMarked;
