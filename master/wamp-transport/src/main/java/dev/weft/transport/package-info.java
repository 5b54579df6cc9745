/**
 * WAMP over sockets, on Netty: what servers and clients share. Servers are in {@link dev.weft.transport.server}, clients in {@link
 * dev.weft.transport.client}, http services in {@link dev.weft.transport.http}; frames, queues and close codes are in {@code
 * dev.weft.transport.channel}, which nobody outside of this module needs.
 *
 * <p>Start with {@link dev.weft.transport.Loops}: the process makes it once, and everything here runs on its event loops. No other
 * module may use Netty.
 */
@NullMarked
package dev.weft.transport;

import org.jspecify.annotations.NullMarked;
