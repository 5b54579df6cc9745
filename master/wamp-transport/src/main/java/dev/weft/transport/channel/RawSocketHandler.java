package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import io.netty.buffer.ByteBuf;

/** Reads frames of RawSocket, and hands on whole messages. */
public final class RawSocketHandler extends FrameHandler {

    private final int mostBytes;
    private final ControlBudget controls;
    private int type;

    public RawSocketHandler(LinkSetup setup) {
        super(setup);
        this.mostBytes = RawSocketFraming.mostBytes(
                RawSocketFraming.lengthCode(setup.limits().messageBytes()));
        this.controls = new ControlBudget(setup.limits().controlFramesPerSecond());
    }

    @Override
    int readHead(ByteBuf in) {
        if (in.readableBytes() < RawSocketFraming.HEADER_BYTES) {
            return incomplete();
        }
        type = in.readUnsignedByte();
        if (type > RawSocketFraming.PONG) {
            throw ProtocolViolation.of("unknown RawSocket frame type " + type);
        }
        int length = in.readUnsignedMedium();
        if (length > mostBytes) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.TOO_BIG,
                    "wamp.error.payload_size_exceeded",
                    "a frame of " + length + " bytes; " + mostBytes + " are accepted");
        }
        return length;
    }

    @Override
    void onFrame(byte[] payload) {
        if (type == RawSocketFraming.MESSAGE) {
            link().onMessage(RawSocketFraming.MESSAGE, payload);
        } else {
            controls.spend(System.nanoTime());
            if (type == RawSocketFraming.PING) {
                link().onPing(payload);
            }
        }
    }
}
