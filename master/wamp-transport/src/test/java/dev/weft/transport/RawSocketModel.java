package dev.weft.transport;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.CloseReason.Kind;
import dev.weft.wamp.message.Abort;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Serializer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What RawSocket makes of the frames of a peer, as plainly as the specification has it. */
public final class RawSocketModel {

    private final Serializer serializer;
    private final int mostBytes;
    private final int peerMost;
    private final List<String> delivered = new ArrayList<>();
    private final ByteArrayOutputStream pongs = new ByteArrayOutputStream();
    private @Nullable Kind ended;

    /**
     * @param mostBytes what our end announced
     * @param peerMost what the peer announced: it is told of a fault only where that fits
     */
    public RawSocketModel(Serializer serializer, int mostBytes, int peerMost) {
        this.serializer = serializer;
        this.mostBytes = mostBytes;
        this.peerMost = peerMost;
    }

    public List<String> delivered() {
        return delivered;
    }

    /** How it has to end; null: it has not. */
    public @Nullable Kind ended() {
        return ended;
    }

    public RawSocketModel read(ByteBuffer in) {
        while (ended == null && in.remaining() >= 4) {
            int head = in.getInt();
            int length = head & 0xFFFFFF;
            if (head >>> 24 > 2) {
                ended = Kind.PROTOCOL_ERROR;
            } else if (length > mostBytes) {
                ended = Kind.TOO_BIG;
            } else if (in.remaining() < length) {
                return this;
            } else {
                byte[] payload = new byte[length];
                in.get(payload);
                take(head >>> 24, payload);
            }
        }
        return this;
    }

    private void take(int type, byte[] payload) {
        if (type == 1) {
            pongs.writeBytes(
                    ByteBuffer.allocate(4).putInt(2 << 24 | payload.length).array());
            pongs.writeBytes(payload);
        } else if (type == 0) {
            ProtocolViolation violation = FuzzPeer.read(serializer, payload, delivered);
            if (violation != null) {
                ended = switch (violation.kind()) {
                    case PROTOCOL -> Kind.PROTOCOL_ERROR;
                    case INVALID_UTF8 -> Kind.INVALID_UTF8;
                    case TOO_BIG -> Kind.TOO_BIG;
                    case POLICY, TOO_COMPLEX -> Kind.POLICY;
                };
            }
        }
    }

    /** Throws where what was sent is not the pongs, and an ABORT at the end for a message that was none. */
    public void requireSent(ByteBuffer sent) {
        byte[] expected = pongs.toByteArray();
        byte[] first = new byte[Math.min(expected.length, sent.remaining())];
        sent.get(first);
        if (!ByteBuffer.wrap(first).equals(ByteBuffer.wrap(expected))) {
            throw new AssertionError("other pongs than those that were asked for");
        }
        if (sent.hasRemaining()) {
            int length = sent.getInt();
            byte[] message = new byte[length];
            sent.get(message);
            Message last = serializer.decode(message, 0, length);
            if (ended == null || !(last instanceof Abort) || length > peerMost || sent.hasRemaining()) {
                throw new AssertionError("sent without need: " + last);
            }
        }
    }
}
