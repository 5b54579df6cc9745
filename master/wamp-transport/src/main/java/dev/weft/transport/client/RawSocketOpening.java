package dev.weft.transport.client;

import dev.weft.transport.channel.RawSocketFraming;
import dev.weft.transport.channel.RawSocketHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** The client's side of the RawSocket handshake. */
final class RawSocketOpening extends ByteToMessageDecoder {

    private final Opening opening;

    RawSocketOpening(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        int length = RawSocketFraming.lengthCode(opening.settings().limits().messageBytes());
        ByteBuf bytes = ctx.alloc().buffer(RawSocketFraming.HANDSHAKE_BYTES);
        bytes.writeByte(RawSocketFraming.MAGIC)
                .writeByte(length << 4 | opening.settings().serializer().rawSocketId())
                .writeShort(0);
        ctx.writeAndFlush(bytes);
        super.channelActive(ctx);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.getUnsignedByte(in.readerIndex()) != RawSocketFraming.MAGIC) {
            refused(ctx, in, "what answers there is not RawSocket");
            return;
        }
        if (in.readableBytes() < RawSocketFraming.HANDSHAKE_BYTES) {
            return;
        }
        in.skipBytes(1);
        int second = in.readUnsignedByte();
        int reserved = in.readUnsignedShort();
        if ((second & 0x0F) == 0) {
            refused(ctx, in, "the router refused: " + error(second >>> 4));
        } else if (reserved != 0) {
            refused(ctx, in, "the router's answer has bits that are reserved. Is it a newer RawSocket?");
        } else if ((second & 0x0F) != opening.settings().serializer().rawSocketId()) {
            refused(ctx, in, "the router chose another serializer than the one asked for");
        } else if (opening.succeeded()) {
            ctx.pipeline()
                    .replace(
                            this,
                            null,
                            new RawSocketHandler(opening.setup(ctx.channel(), RawSocketFraming.of(second >>> 4))));
        } else {
            ctx.close();
        }
    }

    private String error(int code) {
        return switch (code) {
            case 1 -> "it does not speak " + opening.settings().serializer().name();
            case 2 -> "it does not accept messages of this size";
            case 3 -> "it does not know this version of RawSocket";
            case 4 -> "it has as many connections as it allows";
            default -> "error " + code;
        };
    }

    private void refused(ChannelHandlerContext ctx, ByteBuf in, String why) {
        in.skipBytes(in.readableBytes());
        opening.failed(why, null);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        opening.failed("the connection was closed during the handshake. Is it RawSocket that is spoken there?", null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        opening.failed(ConnectFailures.text(cause, opening.target()), cause);
        ctx.close();
    }
}
