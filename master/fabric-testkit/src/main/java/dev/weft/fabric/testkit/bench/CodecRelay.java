package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.bench.Meeting.Seat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a forwarder that is made of Netty's own codecs: a frame that was decoded is written to each peer as it is, and each
 * peer is flushed once per read. All peers are on one loop.
 */
final class CodecRelay extends ChannelInboundHandlerAdapter {

    private static final int MOST_BYTES = 1 << 24;
    private static final int MOST_REQUEST_BYTES = 1 << 13;
    private static final int HEADER = 4;

    private final Meeting<CodecRelay> meeting;
    private Seat<CodecRelay> seat = new Seat<>(List.of(), List.of());
    private @Nullable Channel channel;

    private CodecRelay(Meeting<CodecRelay> meeting) {
        this.meeting = meeting;
    }

    static void addTo(ChannelPipeline pipeline, Protocol protocol, Meeting<CodecRelay> meeting) {
        CodecRelay relay = new CodecRelay(meeting);
        if (protocol.wire() == Protocol.Wire.WEBSOCKET) {
            WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .subprotocols("*")
                    .maxFramePayloadLength(MOST_BYTES)
                    .withUTF8Validator(false)
                    .build();
            pipeline.addLast(
                    new HttpServerCodec(),
                    new HttpObjectAggregator(MOST_REQUEST_BYTES),
                    new WebSocketServerProtocolHandler(config),
                    relay);
        } else {
            pipeline.addLast(relay.new Greeting(), relay);
        }
    }

    /** Reads the handshake of a RawSocket client, the reserved bytes of which say the place. */
    private final class Greeting extends ByteToMessageDecoder {

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            if (in.readableBytes() < HEADER) {
                return;
            }
            ByteBuf answer = context.alloc().buffer(HEADER);
            answer.writeBytes(in, 2).writeShort(0);
            context.writeAndFlush(answer);
            join(context, (char) in.readUnsignedByte(), in.readUnsignedByte());
            context.pipeline()
                    .replace(this, null, new LengthFieldBasedFrameDecoder(MOST_BYTES, 0, HEADER, 0, HEADER))
                    .addBefore(
                            context.pipeline().context(CodecRelay.this).name(), null, new LengthFieldPrepender(HEADER));
        }
    }

    private void join(ChannelHandlerContext context, char side, int group) {
        channel = context.channel();
        seat = meeting.join(side, group, this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof HandshakeComplete complete) {
            String[] place = complete.requestUri().split("/");
            join(context, place[1].charAt(0), Integer.parseInt(place[2]));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        for (CodecRelay peer : seat.peers()) {
            Objects.requireNonNull(peer.channel)
                    .write(
                            frame instanceof ByteBufHolder holder
                                    ? holder.retainedDuplicate()
                                    : ((ByteBuf) frame).retainedDuplicate());
        }
        ReferenceCountUtil.release(frame);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        for (CodecRelay peer : seat.peers()) {
            Objects.requireNonNull(peer.channel).flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (channel != null) {
            seat.side().remove(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace();
        }
        context.close();
    }
}
