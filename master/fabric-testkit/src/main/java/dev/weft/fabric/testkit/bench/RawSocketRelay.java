package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.bench.Meeting.Seat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Of RawSocket frames. The reserved bytes of the handshake say the place. */
final class RawSocketRelay extends Relay {

    private static final int HEADER = 4;

    private final Meeting<Relay> meeting;

    RawSocketRelay(Meeting<Relay> meeting) {
        this.meeting = meeting;
    }

    @Override
    @Nullable
    Seat<Relay> open(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < HEADER) {
            return null;
        }
        ByteBuf answer = context.alloc().buffer(HEADER);
        answer.writeBytes(in, 2).writeShort(0);
        context.writeAndFlush(answer);
        char side = (char) in.readUnsignedByte();
        return meeting.join(side, in.readUnsignedByte(), this);
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
