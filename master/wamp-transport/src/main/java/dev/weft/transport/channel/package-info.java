/**
 * A Netty channel as a {@link dev.weft.wamp.link.Link}: frames of WebSocket and RawSocket, the outbound queue, keepalive and close
 * codes, the same for servers and clients. Internal to this module. Everything runs on the channel's event loop, except {@link
 * dev.weft.transport.channel.ChannelLink}, whose methods any thread may call.
 */
@NullMarked
package dev.weft.transport.channel;

import org.jspecify.annotations.NullMarked;
