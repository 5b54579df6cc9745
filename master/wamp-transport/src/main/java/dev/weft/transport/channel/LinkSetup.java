package dev.weft.transport.channel;

import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.link.LinkInfo;

/**
 * What an opening handshake agreed on: all that a link needs besides its channel.
 *
 * @param slowPeer what is done when the peer does not read as fast as this process sends
 */
public record LinkSetup(
        LinkUse use, Framing framing, TransportLimits limits, Keepalive keepalive, LinkInfo info, SlowPeer slowPeer) {

    /** A server's end. */
    public LinkSetup(LinkUse use, Framing framing, TransportLimits limits, Keepalive keepalive, LinkInfo info) {
        this(use, framing, limits, keepalive, info, SlowPeer.CLOSE);
    }
}
