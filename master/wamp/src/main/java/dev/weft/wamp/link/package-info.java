/**
 * The two halves of an established connection that carries whole WAMP messages, whatever is below it: a socket, or memory.
 *
 * <p>{@code dev.weft.transport} makes links over Netty, {@code dev.weft.testkit} in memory, {@code dev.weft.router} between a
 * realm and a session of its own process.
 */
@NullMarked
package dev.weft.wamp.link;

import org.jspecify.annotations.NullMarked;
