/**
 * Reads a fabric and changes it, through the remote API of its master. The only module of the operator that speaks WAMP.
 *
 * <p>Start with {@link dev.weft.gateway.FabricGateway}. {@code FabricSessions} keeps one session per realm; {@code NodeReader}
 * turns what a node says into live objects, in one call where the master announces snapshots and object by object where it is an
 * original; {@code ObjectCalls} is the table of which call starts, stops and reads which kind of object, {@code Row} names the rows of
 * the procedure table that are called. {@code Replies} tells what a failed call means. What to do is decided elsewhere ({@code
 * dev.weft.engine}).
 */
@NullMarked
package dev.weft.gateway;

import org.jspecify.annotations.NullMarked;
