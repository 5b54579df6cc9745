package dev.weft.fabric.testkit.bench;

import dev.weft.transport.Channels;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;

/**
 * The yardsticks: servers that relay frames unparsed (see {@link Meeting}). The program prints its port, and ends when its stdin does.
 */
public final class ForwarderMain {

    /** How frames are relayed. */
    enum Kind {
        /** Netty's own codecs, and a handler behind them. */
        CODEC,
        /** Frames are found and copied by hand. */
        COPY
    }

    private ForwarderMain() {}

    public static void main(String[] args) throws Exception {
        run(Integer.parseInt(args[0]), Protocol.of(args[1], args[2]), Kind.valueOf(args[3]));
    }

    private static void run(int threads, Protocol protocol, Kind kind) throws Exception {
        Meeting<CodecRelay> ofCodecs = new Meeting<>();
        Meeting<Relay> ofCopies = new Meeting<>();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, Channels.reads())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (kind == Kind.CODEC) {
                            CodecRelay.addTo(channel.pipeline(), protocol, ofCodecs);
                        } else {
                            channel.pipeline()
                                    .addLast(
                                            protocol.wire() == Protocol.Wire.WEBSOCKET
                                                    ? new WebSocketRelay(ofCopies)
                                                    : new RawSocketRelay(ofCopies));
                        }
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println(((InetSocketAddress) server.localAddress()).getPort());
        while (System.in.read() >= 0) {
            // Only the end of stdin matters.
        }
        System.exit(0);
    }
}
