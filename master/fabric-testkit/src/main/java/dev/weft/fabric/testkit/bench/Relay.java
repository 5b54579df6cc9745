package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.bench.Meeting.Seat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the copying forwarder, and all of its pipeline: copies each frame that came into the buffer of every peer, and writes each
 * peer's buffer once per read. Nothing is allocated per frame. All peers are on one loop.
 */
abstract class Relay extends ChannelInboundHandlerAdapter {

    private Seat<Relay> seat = new Seat<>(List.of(), List.of());
    private ByteBuf rest = Unpooled.EMPTY_BUFFER;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private @Nullable ChannelHandlerContext added;
    private boolean opened;

    /** Reads what opens the connection, answers it and joins; null where that is not complete yet. */
    abstract @Nullable Seat<Relay> open(ChannelHandlerContext context, ByteBuf in);

    /** Relays the frame that is next; false where it is not complete yet. */
    abstract boolean relayNext(ByteBuf in);

    /** The head of a frame that goes to a peer. */
    abstract void head(ByteBuf to, int length);

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        added = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (rest.isReadable()) {
            // What is left of a large frame grows where it is, and is not copied with each read.
            rest.discardSomeReadBytes();
            rest.writeBytes(in);
            in.release();
            in = rest;
        } else {
            rest.release();
        }
        if (!opened) {
            Seat<Relay> found = open(context, in);
            if (found != null) {
                seat = found;
                opened = true;
            }
        }
        while (opened && relayNext(in)) {
            continue;
        }
        rest = in;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        for (Relay peer : seat.peers()) {
            peer.flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        seat.side().remove(this);
        rest.release();
        out.release();
        rest = Unpooled.EMPTY_BUFFER;
        out = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace();
        }
        context.close();
    }

    final void relay(ByteBuf in, int start, int length) {
        for (Relay peer : seat.peers()) {
            peer.append(in, start, length);
        }
        in.readerIndex(start + length);
    }

    private void append(ByteBuf in, int index, int length) {
        if (out == Unpooled.EMPTY_BUFFER) {
            out = Objects.requireNonNull(added).alloc().buffer(1 << 12);
        }
        head(out, length);
        out.writeBytes(in, index, length);
    }

    private void flush() {
        if (out.isReadable()) {
            Objects.requireNonNull(added).writeAndFlush(out);
            out = Unpooled.EMPTY_BUFFER;
        }
    }
}
