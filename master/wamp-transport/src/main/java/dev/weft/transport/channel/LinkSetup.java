package dev.weft.transport.channel;

import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.link.LinkInfo;

/** What an opening handshake agreed on: all that a link needs besides its channel. */
public record LinkSetup(LinkUse use, Framing framing, TransportLimits limits, Keepalive keepalive, LinkInfo info) {}
