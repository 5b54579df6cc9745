package dev.weft.fabric.testkit.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;

/** Opens connections that speak one protocol, with Netty's own codecs. */
final class Connections {

    private static final int MOST_BYTES = 1 << 24;
    private static final int RAWSOCKET_MAGIC = 0x7F;
    private static final int RAWSOCKET_16_MIB = 0xF0;
    private static final int RAWSOCKET_HEADER = 4;

    private final EventLoopGroup loops;
    private final Protocol protocol;

    /** Called on the connection's event loop. */
    interface Peer {

        void onOpen(Channel channel);

        /** @param message read only until this returns */
        void onMessage(ByteBuf message);

        /** No more to be read for now: what was written is to be flushed. */
        void onPause();
    }

    /**
     * Where a forwarder puts a connection; a router does not look at it.
     *
     * @param side a and b are each other's peers, e is its own
     */
    record Place(char side, int group) {}

    Connections(EventLoopGroup loops, Protocol protocol) {
        this.loops = loops;
        this.protocol = protocol;
    }

    /** @param place null for a router */
    void open(int port, @org.jspecify.annotations.Nullable Place place, Peer peer) throws InterruptedException {
        new Bootstrap()
                .group(loops)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (protocol.wire() == Protocol.Wire.WEBSOCKET) {
                            String path = place == null ? "/ws" : "/" + place.side() + "/" + place.group();
                            webSocket(channel, URI.create("ws://127.0.0.1:" + port + path), peer);
                        } else {
                            int reserved = place == null ? 0 : place.side() << 8 | place.group();
                            channel.pipeline().addLast(new RawSocketOpening(reserved, peer));
                        }
                    }
                })
                .connect("127.0.0.1", port)
                .sync();
    }

    /** Without flushing; takes the message over. */
    void write(Channel channel, ByteBuf message) {
        if (protocol.wire() == Protocol.Wire.RAWSOCKET) {
            channel.write(channel.alloc().buffer(RAWSOCKET_HEADER).writeInt(message.readableBytes()));
            channel.write(message);
        } else if (protocol.encoding() == Encoding.JSON) {
            channel.write(new TextWebSocketFrame(message));
        } else {
            channel.write(new BinaryWebSocketFrame(message));
        }
    }

    private void webSocket(SocketChannel channel, URI uri, Peer peer) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .version(WebSocketVersion.V13)
                .subprotocol(protocol.encoding().subprotocol())
                .customHeaders(new DefaultHttpHeaders())
                .maxFramePayloadLength(MOST_BYTES)
                .build();
        channel.pipeline()
                .addLast(new HttpClientCodec(), new HttpObjectAggregator(8192))
                .addLast(new WebSocketClientProtocolHandler(config), new SimpleChannelInboundHandler<WebSocketFrame>() {
                    @Override
                    public void userEventTriggered(ChannelHandlerContext context, Object event) {
                        if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                            peer.onOpen(context.channel());
                        }
                    }

                    @Override
                    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
                        peer.onMessage(frame.content());
                    }

                    @Override
                    public void channelReadComplete(ChannelHandlerContext context) {
                        peer.onPause();
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        giveUp(cause);
                    }
                });
    }

    /** What is measured now would mean nothing. */
    private static void giveUp(Throwable cause) {
        cause.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    /** Says and hears the handshake, then makes room for messages. */
    private final class RawSocketOpening extends ChannelInboundHandlerAdapter {

        private final int reserved;
        private final Peer peer;
        private final ByteBuf answer = Unpooled.buffer(RAWSOCKET_HEADER);

        RawSocketOpening(int reserved, Peer peer) {
            this.reserved = reserved;
            this.peer = peer;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ByteBuf hello = context.alloc().buffer(RAWSOCKET_HEADER);
            hello.writeByte(RAWSOCKET_MAGIC)
                    .writeByte(RAWSOCKET_16_MIB | protocol.encoding().rawSocketCode())
                    .writeShort(reserved);
            context.writeAndFlush(hello);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            answer.writeBytes(in, Math.min(in.readableBytes(), RAWSOCKET_HEADER - answer.readableBytes()));
            if (in.isReadable()) {
                throw new IllegalStateException("the server spoke before the client");
            }
            in.release();
            if (answer.readableBytes() < RAWSOCKET_HEADER) {
                return;
            }
            context.pipeline()
                    .addLast(
                            new LengthFieldBasedFrameDecoder(MOST_BYTES, 1, 3, 0, RAWSOCKET_HEADER),
                            new SimpleChannelInboundHandler<ByteBuf>() {
                                @Override
                                protected void channelRead0(ChannelHandlerContext inner, ByteBuf frame) {
                                    peer.onMessage(frame);
                                }

                                @Override
                                public void channelReadComplete(ChannelHandlerContext inner) {
                                    peer.onPause();
                                }

                                @Override
                                public void exceptionCaught(ChannelHandlerContext inner, Throwable cause) {
                                    giveUp(cause);
                                }
                            });
            context.pipeline().remove(this);
            peer.onOpen(context.channel());
        }
    }
}
