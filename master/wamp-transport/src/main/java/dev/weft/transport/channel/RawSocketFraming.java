package dev.weft.transport.channel;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;

/** Frames of RawSocket: a type, then a length of 24 bits. */
public final class RawSocketFraming implements Framing {

    /** The first byte of both handshakes. */
    public static final int MAGIC = 0x7F;

    /** Bytes of a handshake, either way. */
    public static final int HANDSHAKE_BYTES = 4;

    static final int MESSAGE = 0;
    static final int PING = 1;
    static final int PONG = 2;
    static final int HEADER_BYTES = 4;

    private static final int LEAST_EXPONENT = 9;
    private static final int MOST_EXPONENT = 24;
    private static final int MOST_LENGTH = (1 << 24) - 1;

    private final long peerMost;

    private RawSocketFraming(long peerMost) {
        this.peerMost = peerMost;
    }

    /** @param lengthCode upper half of the second byte of the peer's handshake: 0 to 15, for 2^9 to 2^24 bytes */
    public static RawSocketFraming of(int lengthCode) {
        return new RawSocketFraming(mostBytes(lengthCode));
    }

    /** What we announce for a bound of so many bytes: the largest power of two that does not exceed it. */
    public static int lengthCode(int messageBytes) {
        int exponent = 31 - Integer.numberOfLeadingZeros(messageBytes);
        return Math.min(Math.max(exponent, LEAST_EXPONENT), MOST_EXPONENT) - LEAST_EXPONENT;
    }

    /** The bound that a length code stands for; for 2^24 one less, as a frame cannot say more. */
    public static int mostBytes(int lengthCode) {
        return Math.min(1 << (LEAST_EXPONENT + lengthCode), MOST_LENGTH);
    }

    @Override
    public int overhead() {
        return HEADER_BYTES;
    }

    @Override
    public long peerMost() {
        return peerMost;
    }

    @Override
    public boolean hasCloseFrames() {
        return false;
    }

    @Override
    public void message(ByteBuf out, EncodedMessage payload) {
        head(out, payload.size());
        payload.copyTo(out::writeBytes);
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public void head(ByteBuf out, int length) {
        out.writeInt(MESSAGE << 24 | length);
    }

    @Override
    public void ping(ByteBuf out, byte[] payload) {
        frame(out, PING, payload);
    }

    @Override
    public void pong(ByteBuf out, byte[] payload) {
        frame(out, PONG, payload);
    }

    @Override
    public void close(ByteBuf out, CloseReason reason) {
        // RawSocket says nothing at the end.
    }

    private static void frame(ByteBuf out, int type, byte[] payload) {
        out.writeInt(type << 24 | payload.length).writeBytes(payload);
    }
}
