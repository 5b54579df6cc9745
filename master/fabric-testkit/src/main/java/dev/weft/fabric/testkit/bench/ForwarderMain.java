package dev.weft.fabric.testkit.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The yardstick: a WebSocket server that relays binary frames unparsed. A connection to {@code /a/G} sends to all on {@code /b/G}
 * and the other way round, so a call costs the same four frames, and an event to n subscribers the same 1 + n, as in a router.
 * Prints its port; ends when its stdin does.
 */
public final class ForwarderMain {

    private final Map<String, Queue<Channel>> sides = new ConcurrentHashMap<>();

    private ForwarderMain() {}

    public static void main(String[] args) throws Exception {
        new ForwarderMain().run(Integer.parseInt(args[0]));
    }

    private void run(int threads) throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        Channel server = new ServerBootstrap()
                .group(loops)
                .channel(EpollServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(8192))
                                .addLast(new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                                        .websocketPath("/")
                                        .checkStartsWith(true)
                                        .subprotocols("wamp.2.cbor")
                                        .maxFramePayloadLength(1 << 20)
                                        .build()))
                                .addLast(new Relay());
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

    /** One connection. Flushes every connection that it wrote to once per read batch. */
    private final class Relay extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {

        private Queue<Channel> others = new ConcurrentLinkedQueue<>();

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete done) {
                String uri = done.requestUri();
                String opposite = (uri.startsWith("/a/") ? "/b/" : "/a/") + uri.substring(3);
                sides.computeIfAbsent(uri, key -> new ConcurrentLinkedQueue<>()).add(context.channel());
                others = sides.computeIfAbsent(opposite, key -> new ConcurrentLinkedQueue<>());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, BinaryWebSocketFrame frame) {
            ByteBuf content = frame.content();
            for (Channel other : others) {
                other.write(new BinaryWebSocketFrame(content.retainedDuplicate()));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            for (Channel other : others) {
                other.flush();
            }
        }
    }
}
