/**
 * Who may join, and what authorizers say: from the {@code auth} block of a transport to authenticators, with the procedures that
 * dynamic ones ask. The methods themselves are in {@code dev.weft.wamp.auth}. Start with {@link
 * dev.weft.node.worker.auth.Authentication}.
 */
@NullMarked
package dev.weft.node.worker.auth;

import org.jspecify.annotations.NullMarked;
