package dev.weft.transport.channel;

import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.serializer.Serializer;

/** What an opening handshake agreed on: all that a link needs besides its channel. */
public record LinkSetup(
        Serializer serializer,
        Framing framing,
        TransportLimits limits,
        Keepalive keepalive,
        LinkInfo info,
        LinkAcceptor acceptor) {}
