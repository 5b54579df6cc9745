/**
 * What the master knows and decides: its management realms and the nodes that are paired with them ({@code Directory}, a view of the
 * database in memory), how they come and go ({@code RealmLifecycle}, {@code Pairing}), and which nodes are there right now
 * ({@code Presence}). No WAMP message handling: that is {@code dev.weft.fabric.serving} and {@code dev.weft.fabric.remote}.
 */
@NullMarked
package dev.weft.fabric.control;

import org.jspecify.annotations.NullMarked;
