package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames, each a head and a payload, and tells its link what else happens to the channel. Added to the pipeline when the
 * handshake is done. A payload is taken out of the network's buffers once, into the array that its message goes on referring to; one
 * that comes in many reads grows there.
 */
abstract sealed class FrameHandler extends ByteToMessageDecoder permits RawSocketHandler, WebSocketHandler {

    private static final int NO_HEAD = -1;

    final LinkSetup setup;
    private @Nullable ChannelLink link;

    /** Nothing that follows can be read, or is to be. */
    private boolean ended;

    /** Of the payload that is next; {@link #NO_HEAD}: its head is. */
    private int length = NO_HEAD;

    private @Nullable GrowingPayload growing;

    FrameHandler(LinkSetup setup) {
        this.setup = setup;
    }

    /**
     * Reads the head of a frame, and notes it for {@link #onFrame}.
     *
     * @return the length of the payload; {@link #incomplete()}, with nothing read, where the head is not complete
     */
    abstract int readHead(ByteBuf in);

    /** A frame is complete: the payload of the head that was read last, as it came. */
    abstract void onFrame(byte[] payload);

    static int incomplete() {
        return NO_HEAD;
    }

    /** What follows is thrown away. */
    final void end() {
        ended = true;
    }

    final ChannelLink link() {
        ChannelLink opened = link;
        if (opened == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return opened;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        link = ChannelLink.open(ctx.channel(), setup);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        link().onReadStarted(message);
        super.channelRead(ctx, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        link().onReadCompleted();
        super.channelReadComplete(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        link().onInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        link().onFailure(cause);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        try {
            while (!ended && readFrame(in)) {
                // Until what is left is no whole frame.
            }
        } catch (ProtocolViolation e) {
            ended = true;
            link().onBrokenFrame(e);
        }
        if (ended) {
            growing = null;
            in.skipBytes(in.readableBytes());
        }
    }

    /** Reads what there is of a frame; false where it is not complete. */
    private boolean readFrame(ByteBuf in) {
        if (length == NO_HEAD) {
            length = readHead(in);
        }
        byte[] payload = length == NO_HEAD ? null : readPayload(in);
        if (payload == null) {
            return false;
        }
        length = NO_HEAD;
        onFrame(payload);
        return true;
    }

    private byte @Nullable [] readPayload(ByteBuf in) {
        GrowingPayload begun = growing;
        if (begun != null) {
            if (!begun.take(in)) {
                return null;
            }
            growing = null;
            return begun.bytes();
        }
        if (in.readableBytes() >= length) {
            byte[] whole = new byte[length];
            in.readBytes(whole);
            return whole;
        }
        if (in.readableBytes() >= GrowingPayload.LEAST_BYTES) {
            growing = new GrowingPayload(length, in);
        }
        return null;
    }
}
