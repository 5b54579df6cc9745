package dev.weft.transport.server;

import dev.weft.transport.TransportMeter;
import dev.weft.transport.channel.ChannelLink;
import dev.weft.wamp.link.CloseReason;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A channel that listens. */
final class BoundServer implements Listening {

    private final Channel channel;
    private final ListenAddress address;
    private final ConnectionCount connections;

    BoundServer(Channel channel, ListenAddress asked, ConnectionCount connections) {
        this.channel = channel;
        this.connections = connections;
        this.address = asked instanceof ListenAddress.Tcp tcp
                ? new ListenAddress.Tcp(
                        tcp.host(), ((InetSocketAddress) channel.localAddress()).getPort(), tcp.backlog(), tcp.use())
                : asked;
    }

    @Override
    public ListenAddress address() {
        return address;
    }

    @Override
    public int port() {
        return address instanceof ListenAddress.Tcp tcp ? tcp.port() : 0;
    }

    @Override
    public int connections() {
        return connections.open();
    }

    @Override
    public long queuedBytes() {
        long sum = 0;
        for (Channel connection : connections.channels()) {
            sum += ChannelLink.queuedBytes(connection);
        }
        return sum;
    }

    @Override
    public TransportMeter meter() {
        return connections.meter();
    }

    @Override
    public CompletionStage<Void> close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean first = channel.isOpen();
        channel.close().addListener(f -> {
            if (first && address instanceof ListenAddress.Unix unix) {
                SocketFiles.remove(unix.path());
            }
            done.complete(null);
        });
        return done;
    }

    @Override
    public CompletionStage<Void> closeAll(CloseReason reason) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        return close().thenCompose(closed -> {
            for (Channel connection : connections.channels()) {
                ChannelLink.close(connection, reason);
            }
            connections.channels().newCloseFuture().addListener(f -> done.complete(null));
            return done;
        });
    }
}
