package dev.weft.transport.channel;

import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Names for the other end of a channel. */
public final class Peers {

    private Peers() {}

    /** As in {@link dev.weft.wamp.link.LinkInfo#peer()}. */
    public static String text(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        if (!(remote instanceof InetSocketAddress inet)) {
            return "unix:" + (channel.localAddress() == null ? "" : channel.localAddress());
        }
        String address = inet.getAddress() == null
                ? inet.getHostString()
                : inet.getAddress().getHostAddress();
        return inet.getAddress() instanceof Inet4Address
                ? "tcp4:" + address + ":" + inet.getPort()
                : "tcp6:[" + address + "]:" + inet.getPort();
    }
}
