/**
 * Connecting: {@link dev.weft.transport.client.WampClient} joins once, {@link dev.weft.transport.client.ReconnectingClient} stays
 * joined. Both hand out {@link dev.weft.wamp.client.WampSession}; what a session does is in {@code dev.weft.wamp.client}.
 * Applications take {@code dev.weft.client}, which stands on both.
 */
@NullMarked
package dev.weft.transport.client;

import org.jspecify.annotations.NullMarked;
