/**
 * Who may log in to the master, and what each role may do on its realms: least privilege for nodes, no anonymous sessions. Decisions
 * only; proofs are the work of {@code dev.weft.wamp.auth}. Start with {@link dev.weft.fabric.access.LoginPolicy}.
 */
@NullMarked
package dev.weft.fabric.access;

import org.jspecify.annotations.NullMarked;
