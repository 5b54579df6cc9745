/**
 * The fabric master: one process that nodes connect to and that serves the management API on {@code com.crossbario.fabric} and on
 * one realm per management realm.
 *
 * <p>Start with {@link dev.weft.fabric.Master}, which assembles the rest: {@code store} (what is remembered over a restart),
 * {@code access} (who may log in, and what each role may do), {@code control} (management realms, pairing, which nodes are there),
 * {@code remote} (calls to nodes and events from them), {@code serving} (how a row of the procedure table becomes a registration).
 */
@NullMarked
package dev.weft.fabric;

import org.jspecify.annotations.NullMarked;
