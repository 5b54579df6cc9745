package dev.weft.fabric.testkit.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens the sessions of one load on one event loop and keeps the window full. Counts on that loop only. */
final class Generator implements AutoCloseable {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Session> senders = new ArrayList<>();
    private final List<Session> receivers = new ArrayList<>();
    private final CountDownLatch ready;
    private final Load load;
    private final boolean wamp;
    private final byte[] payload;
    private volatile long counted;
    private volatile boolean running;

    /** @param wamp false for the forwarder, where nobody joins or registers */
    Generator(int port, Load load, boolean wamp) throws Exception {
        this.load = load;
        this.wamp = wamp;
        this.payload = new byte[load.payloadBytes()];
        this.ready = new CountDownLatch(load.senders() + load.receivers());
        for (int i = 0; i < load.receivers(); i++) {
            receivers.add(connect(port, i, new Session(i, false)));
        }
        for (int i = 0; i < load.senders(); i++) {
            senders.add(connect(port, i, new Session(i, true)));
        }
        if (!ready.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the sessions of the load did not get ready");
        }
    }

    void start() {
        running = true;
        loops.next().execute(() -> {
            for (Session sender : senders) {
                for (int i = 0; i < load.window(); i++) {
                    sender.next();
                }
                sender.flush();
            }
        });
    }

    /** Results, or events delivered, since the start. */
    long count() {
        return counted;
    }

    @Override
    public void close() {
        running = false;
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Session connect(int port, int index, Session session) throws Exception {
        String group = load.kind() == Load.Kind.CALLS ? String.valueOf(index % load.receivers()) : "0";
        String path = wamp ? "/ws" : (session.sender ? "/a/" : "/b/") + group;
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://127.0.0.1:" + port + path))
                .version(WebSocketVersion.V13)
                .subprotocol("wamp.2.cbor")
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(1 << 20)
                .build();
        new Bootstrap()
                .group(loops)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(), new HttpObjectAggregator(8192))
                                .addLast(new WebSocketClientProtocolHandler(config), session);
                    }
                })
                .connect("127.0.0.1", port)
                .sync();
        return session;
    }

    /** Whether the slowest subscriber has seen enough for one more publication. */
    private void refillPublishers() {
        long slowest = Long.MAX_VALUE;
        for (Session receiver : receivers) {
            slowest = Math.min(slowest, receiver.seen);
        }
        long published = 0;
        for (Session sender : senders) {
            published += sender.request;
        }
        long room = (long) load.window() * load.senders() - (published - slowest);
        for (int i = 0; room > 0; i = (i + 1) % senders.size(), room--) {
            senders.get(i).next();
        }
        senders.forEach(Session::flush);
    }

    /** One connection. */
    private final class Session extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {

        private final int index;
        private final boolean sender;
        private @Nullable Channel channel;
        private long request;
        private long seen;

        Session(int index, boolean sender) {
            this.index = index;
            this.sender = sender;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                channel = context.channel();
                if (wamp) {
                    ByteBuf out = context.alloc().buffer();
                    Frames.hello(out, "realm1");
                    context.writeAndFlush(new BinaryWebSocketFrame(out));
                } else {
                    ready.countDown();
                }
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, BinaryWebSocketFrame frame) {
            ByteBuf in = frame.content();
            int type = Frames.type(in);
            switch (type) {
                case Frames.WELCOME -> joined();
                case Frames.REGISTERED, Frames.SUBSCRIBED -> ready.countDown();
                case Frames.INVOCATION, Frames.CALL -> answer(Frames.integer(in));
                case Frames.RESULT, Frames.YIELD -> {
                    counted = counted + 1;
                    if (running) {
                        next();
                    }
                }
                case Frames.EVENT, Frames.PUBLISH -> {
                    seen++;
                    counted = counted + 1;
                }
                default -> throw new IllegalStateException("unexpected message " + type + " in a benchmark session");
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (running && load.kind() == Load.Kind.EVENTS && !sender) {
                refillPublishers();
            }
            context.flush();
        }

        private void joined() {
            if (sender) {
                ready.countDown();
                return;
            }
            ByteBuf out = channel().alloc().buffer();
            if (load.kind() == Load.Kind.CALLS) {
                Frames.request(out, Frames.REGISTER, 1, "com.bench.p" + index);
            } else {
                Frames.request(out, Frames.SUBSCRIBE, 1, "com.bench.topic");
            }
            channel().writeAndFlush(new BinaryWebSocketFrame(out));
        }

        private void answer(long invocation) {
            ByteBuf out = channel().alloc().buffer(payload.length + 32);
            Frames.yield(out, invocation, payload);
            channel().write(new BinaryWebSocketFrame(out));
        }

        void next() {
            ByteBuf out = channel().alloc().buffer(payload.length + 64);
            if (load.kind() == Load.Kind.CALLS) {
                Frames.request(out, Frames.CALL, ++request, "com.bench.p" + index % load.receivers(), payload);
            } else {
                Frames.request(out, Frames.PUBLISH, ++request, "com.bench.topic", payload);
            }
            channel().write(new BinaryWebSocketFrame(out));
        }

        private Channel channel() {
            return Objects.requireNonNull(channel);
        }

        void flush() {
            channel().flush();
        }
    }
}
