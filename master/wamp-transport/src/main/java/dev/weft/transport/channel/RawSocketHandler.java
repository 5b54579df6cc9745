package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads frames of RawSocket, and hands on whole messages. Added to the pipeline when the handshake is done. */
public final class RawSocketHandler extends ByteToMessageDecoder {

    private final LinkSetup setup;
    private final int mostBytes;
    private final ControlBudget controls;
    private @Nullable ChannelLink link;
    private boolean broken;

    // The frame that is being collected.
    private @Nullable GrowingPayload growing;
    private int growingType;

    public RawSocketHandler(LinkSetup setup) {
        this.setup = setup;
        this.mostBytes = RawSocketFraming.mostBytes(
                RawSocketFraming.lengthCode(setup.limits().messageBytes()));
        this.controls = new ControlBudget(setup.limits().controlFramesPerSecond());
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
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            while (readFrame(in)) {
                // Until what is left is no whole frame.
            }
        } catch (ProtocolViolation e) {
            broken = true;
            in.skipBytes(in.readableBytes());
            link().onBrokenFrame(e);
        }
    }

    /** Reads what there is of one frame; false where it is not complete. */
    private boolean readFrame(ByteBuf in) {
        if (growing != null) {
            return grow(growing, in);
        }
        if (in.readableBytes() < RawSocketFraming.HEADER_BYTES) {
            return false;
        }
        int type = in.getUnsignedByte(in.readerIndex());
        if (type > RawSocketFraming.PONG) {
            throw ProtocolViolation.of("unknown RawSocket frame type " + type);
        }
        int length = in.getUnsignedMedium(in.readerIndex() + 1);
        if (length > mostBytes) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.TOO_BIG,
                    "wamp.error.payload_size_exceeded",
                    "a frame of " + length + " bytes; " + mostBytes + " are accepted");
        }
        int there = in.readableBytes() - RawSocketFraming.HEADER_BYTES;
        if (there < length) {
            if (there >= GrowingPayload.LEAST_BYTES) {
                in.skipBytes(RawSocketFraming.HEADER_BYTES);
                growing = new GrowingPayload(length, in);
                growingType = type;
            }
            return false;
        }
        byte[] payload = new byte[length];
        in.skipBytes(RawSocketFraming.HEADER_BYTES).readBytes(payload);
        onFrame(type, payload);
        return true;
    }

    private boolean grow(GrowingPayload payload, ByteBuf in) {
        if (!payload.take(in)) {
            return false;
        }
        growing = null;
        onFrame(growingType, payload.bytes());
        return true;
    }

    private void onFrame(int type, byte[] payload) {
        if (type == RawSocketFraming.MESSAGE) {
            link().onMessage(RawSocketFraming.MESSAGE, payload);
        } else {
            controls.spend(System.nanoTime());
            if (type == RawSocketFraming.PING) {
                link().onPing(payload);
            }
        }
    }

    private ChannelLink link() {
        ChannelLink opened = link;
        if (opened == null) {
            throw new IllegalStateException("not in a pipeline yet");
        }
        return opened;
    }
}
