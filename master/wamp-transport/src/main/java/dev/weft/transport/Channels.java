package dev.weft.transport;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The kinds of channels that fit to the event loops. For this module only. */
public final class Channels {

    private Channels() {}

    public static Class<? extends ServerChannel> tcpServer(Loops loops) {
        return loops.epoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    public static Class<? extends ServerChannel> unixServer(Loops loops) {
        return loops.epoll() ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class;
    }

    public static Class<? extends Channel> tcp(Loops loops) {
        return loops.epoll() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    public static Class<? extends Channel> unix(Loops loops) {
        return loops.epoll() ? EpollDomainSocketChannel.class : NioDomainSocketChannel.class;
    }

    public static SocketAddress unixAddress(Loops loops, Path path) {
        return loops.epoll() ? new DomainSocketAddress(path.toFile()) : UnixDomainSocketAddress.of(path);
    }
}
