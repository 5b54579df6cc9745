package dev.weft.transport;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
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

    private static final int LEAST_READ_BYTES = 64;
    private static final int FIRST_READ_BYTES = 2048;

    /** Netty's 64 KiB would take each message of that size in two reads or more, and put it together from them. */
    private static final int MOST_READ_BYTES = 256 << 10;

    /** In one turn, as others on the loop wait meanwhile: a mebibyte, as much as with Netty's own numbers. */
    private static final int MOST_READS = 4;

    private Channels() {}

    /** How much a connection reads at once: as much as it has had to read of late. */
    public static RecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES)
                .maxMessagesPerRead(MOST_READS);
    }

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
