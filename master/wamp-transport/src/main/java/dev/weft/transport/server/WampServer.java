package dev.weft.transport.server;

import dev.weft.transport.CannotListen;
import dev.weft.transport.Channels;
import dev.weft.transport.Loops;
import dev.weft.transport.TransportMeter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Listens at addresses. One object serves a whole process. */
public final class WampServer {

    private final Loops loops;
    private final String name;

    public WampServer(Loops loops) {
        this(loops, "");
    }

    private WampServer(Loops loops, String name) {
        this.loops = loops;
        this.name = name;
    }

    /** The same, with a name for what it says of connections in the log: {@code transport open}. */
    public WampServer named(String value) {
        return new WampServer(loops, value);
    }

    /** Listens without TLS. The stage fails with {@link CannotListen}. */
    public CompletionStage<Listening> listen(ListenAddress address, ServerProtocol protocol) {
        return listen(address, protocol, null);
    }

    /** Listens. The stage fails with {@link CannotListen}, also for a certificate or key that cannot be read. */
    public CompletionStage<Listening> listen(ListenAddress address, ServerProtocol protocol, @Nullable ServerTls tls) {
        try {
            TlsFiles files = tls == null ? null : TlsFiles.read(tls);
            ConnectionCount connections = new ConnectionCount(protocol.limits(), new TransportMeter(name));
            ServerBootstrap bootstrap = new ServerBootstrap()
                    .group(loops.group())
                    .childOption(ChannelOption.RECVBUF_ALLOCATOR, Channels.reads())
                    .childHandler(new ServerPipeline(protocol, files, connections));
            return bind(bootstrap, address, connections, files);
        } catch (CannotListen e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Listening> bind(
            ServerBootstrap bootstrap, ListenAddress address, ConnectionCount connections, @Nullable TlsFiles tls) {
        SocketAddress local = address instanceof ListenAddress.Tcp tcp
                ? prepare(bootstrap, tcp)
                : prepare(bootstrap, (ListenAddress.Unix) address);
        CompletableFuture<Listening> listening = new CompletableFuture<>();
        bootstrap.bind(local).addListener((ChannelFutureListener) bound -> {
            if (!bound.isSuccess()) {
                listening.completeExceptionally(ListenFailures.explain(address, bound.cause()));
                return;
            }
            try {
                if (address instanceof ListenAddress.Unix unix) {
                    SocketFiles.makePrivate(unix.path());
                }
                if (tls != null) {
                    tls.watchWhile(bound.channel(), loops);
                }
                listening.complete(new BoundServer(bound.channel(), address, connections));
            } catch (IOException e) {
                bound.channel().close();
                listening.completeExceptionally(ListenFailures.explain(address, e));
            }
        });
        return listening;
    }

    private SocketAddress prepare(ServerBootstrap bootstrap, ListenAddress.Tcp address) {
        bootstrap
                .channel(Channels.tcpServer(loops))
                .option(ChannelOption.SO_BACKLOG, address.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
        if (address.use() == ListenAddress.PortUse.SHARED) {
            if (loops.epoll()) {
                bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
            } else {
                bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
            }
        }
        return new InetSocketAddress(address.host(), address.port());
    }

    private SocketAddress prepare(ServerBootstrap bootstrap, ListenAddress.Unix address) {
        SocketFiles.removeStale(address);
        bootstrap.channel(Channels.unixServer(loops)).option(ChannelOption.SO_BACKLOG, address.backlog());
        return Channels.unixAddress(loops, address.path());
    }
}
