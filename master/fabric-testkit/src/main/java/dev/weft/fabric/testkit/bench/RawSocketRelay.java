package dev.weft.fabric.testkit.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Of RawSocket frames. The reserved bytes of the handshake say the place. */
final class RawSocketRelay extends Relay {

    private static final int HEADER = 4;

    private final Sides sides;

    RawSocketRelay(Sides sides) {
        this.sides = sides;
    }

    @Override
    @Nullable
    Seat open(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < HEADER) {
            return null;
        }
        ByteBuf answer = context.alloc().buffer(HEADER);
        answer.writeBytes(in, 2).writeShort(0);
        context.writeAndFlush(answer);
        char side = (char) in.readUnsignedByte();
        return sides.join(side, in.readUnsignedByte(), this);
    }

    @Override
    boolean relayNext(ByteBuf in) {
        if (in.readableBytes() < HEADER) {
            return false;
        }
        int start = in.readerIndex();
        int length = in.getInt(start);
        if (in.readableBytes() < HEADER + length) {
            return false;
        }
        relay(in, start + HEADER, length);
        return true;
    }

    @Override
    void head(ByteBuf to, int length) {
        to.writeInt(length);
    }
}
