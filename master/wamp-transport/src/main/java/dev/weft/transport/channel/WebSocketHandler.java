package dev.weft.transport.channel;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.CloseReason;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames of RFC 6455 as strictly as it is written, and hands on whole messages. That a text is UTF-8 is found out by the
 * serializer, which looks at each byte anyway; only of a text in fragments each one is looked at when it comes.
 */
public final class WebSocketHandler extends FrameHandler {

    private static final int SHORT_HEADER = 2;
    private static final int MASK_BYTES = 4;

    private final WebSocketFraming framing;
    private final ControlBudget controls;

    // The frame whose head was read.
    private int first;
    private int mask;

    // The message whose fragments are being collected.
    private @Nullable ByteArrayOutputStream fragments;
    private int fragmentCount;
    private @Nullable TextCheck text;

    // The message at hand.
    private int opcode;
    private boolean compressed;

    /** @param framing that of the setup */
    public WebSocketHandler(LinkSetup setup, WebSocketFraming framing) {
        super(setup);
        this.framing = framing;
        this.controls = new ControlBudget(setup.limits().controlFramesPerSecond());
    }

    @Override
    int readHead(ByteBuf in) {
        if (in.readableBytes() < SHORT_HEADER) {
            return incomplete();
        }
        int start = in.readerIndex();
        int flags = in.getUnsignedByte(start);
        int second = in.getUnsignedByte(start + 1);
        checkFlags(flags, second);
        int shortLength = second & 0x7F;
        int lengthBytes = shortLength < 126 ? 0 : shortLength == 126 ? 2 : 8;
        int headerBytes = SHORT_HEADER + lengthBytes + (masksExpected() ? MASK_BYTES : 0);
        if (in.readableBytes() < headerBytes) {
            return incomplete();
        }
        long length = lengthBytes == 0
                ? shortLength
                : lengthBytes == 2 ? in.getUnsignedShort(start + SHORT_HEADER) : in.getLong(start + SHORT_HEADER);
        checkLength(flags & (0x0F | WebSocketFraming.COMPRESSED), length, lengthBytes);
        first = flags;
        mask = masksExpected() ? in.getInt(start + headerBytes - MASK_BYTES) : 0;
        in.skipBytes(headerBytes);
        return (int) length;
    }

    private boolean masksExpected() {
        return framing.role() == WebSocketFraming.Role.SERVER;
    }

    private void checkFlags(int first, int second) {
        int opcode = first & 0x0F;
        if ((first & 0x70) != 0) {
            checkReserved(first & 0x70, opcode);
        }
        if ((opcode > WebSocketFraming.BINARY && opcode < WebSocketFraming.CLOSE) || opcode > WebSocketFraming.PONG) {
            throw ProtocolViolation.of("unknown opcode " + opcode);
        }
        boolean masked = (second & 0x80) != 0;
        if (masked != masksExpected()) {
            throw ProtocolViolation.of(
                    masked ? "a frame of a server must not be masked" : "a frame of a client must be masked");
        }
        if (opcode >= WebSocketFraming.CLOSE) {
            if ((first & 0x80) == 0) {
                throw ProtocolViolation.of("a control frame must not be fragmented");
            }
            if ((second & 0x7F) > WebSocketFraming.MOST_CONTROL_BYTES) {
                throw ProtocolViolation.of("a control frame has more than 125 bytes");
            }
        } else if (opcode == WebSocketFraming.CONTINUATION) {
            if (fragments == null) {
                throw ProtocolViolation.of("a continuation without a message that it continues");
            }
        } else if (fragments != null) {
            throw ProtocolViolation.of("a message begins before the one in fragments is complete");
        } else if (!framing.carries(opcode)) {
            throw ProtocolViolation.of("the serializer " + setup.info().serializer() + " needs "
                    + (opcode == WebSocketFraming.BINARY ? "text" : "binary") + " frames");
        }
    }

    private void checkReserved(int bits, int opcode) {
        PerMessageDeflate deflate = framing.deflate();
        if (deflate == null || bits != WebSocketFraming.COMPRESSED) {
            throw ProtocolViolation.of("reserved bits are set, but no extension that has them was negotiated");
        }
        if (opcode != WebSocketFraming.TEXT && opcode != WebSocketFraming.BINARY) {
            throw ProtocolViolation.of("only the first frame of a message may say that it is compressed");
        }
        deflate.checkTime();
    }

    private void checkLength(int flags, long length, int lengthBytes) {
        if ((lengthBytes == 2 && length < 126) || (lengthBytes == 8 && length >= 0 && length < 1 << 16)) {
            throw ProtocolViolation.of("the length of a frame is not in its shortest form");
        }
        if (length < 0) {
            throw ProtocolViolation.of("the length of a frame is negative");
        }
        int opcode = flags & 0x0F;
        if (opcode >= WebSocketFraming.CLOSE) {
            return;
        }
        int before = fragments == null ? 0 : fragments.size();
        if (length > setup.limits().frameBytes()) {
            throw tooBig("a frame of " + length + " bytes; " + setup.limits().frameBytes() + " are accepted");
        }
        boolean inflates = opcode == WebSocketFraming.CONTINUATION ? compressed : flags != opcode;
        if (!inflates && before + length > setup.limits().messageBytes()) {
            throw tooBig("a message of " + (before + length) + " bytes or more; "
                    + setup.limits().messageBytes() + " are accepted");
        }
    }

    private static ProtocolViolation tooBig(String text) {
        return new ProtocolViolation(ProtocolViolation.Kind.TOO_BIG, "wamp.error.payload_size_exceeded", text);
    }

    @Override
    void onFrame(byte[] payload) {
        if (mask != 0) {
            Masking.apply(payload, mask);
        }
        boolean last = (first & 0x80) != 0;
        int kind = first & 0x0F;
        if (kind >= WebSocketFraming.CLOSE) {
            onControl(kind, payload);
            return;
        }
        if (kind != WebSocketFraming.CONTINUATION) {
            opcode = kind;
            compressed = (first & WebSocketFraming.COMPRESSED) != 0;
        }
        if (fragments == null && !last) {
            fragments = new ByteArrayOutputStream(2 * payload.length);
            text = opcode == WebSocketFraming.TEXT ? new TextCheck() : null;
        }
        if (fragments == null) {
            link().onMessage(opcode, inflated(payload, true));
        } else {
            onFragment(fragments, last, payload);
        }
    }

    private void onFragment(ByteArrayOutputStream collected, boolean last, byte[] payload) {
        if (++fragmentCount > setup.limits().fragments()) {
            throw tooBig("a message of more than " + setup.limits().fragments() + " fragments");
        }
        byte[] part = inflated(payload, last);
        if (text != null) {
            text.next(part);
        }
        collected.writeBytes(part);
        if (last) {
            if (text != null) {
                text.end();
            }
            fragments = null;
            fragmentCount = 0;
            link().onMessage(opcode, collected.toByteArray());
        }
    }

    private byte[] inflated(byte[] payload, boolean last) {
        PerMessageDeflate deflate = framing.deflate();
        return compressed && deflate != null ? deflate.inflate(payload, last) : payload;
    }

    private void onControl(int opcode, byte[] payload) {
        controls.spend(System.nanoTime());
        if (opcode == WebSocketFraming.PING) {
            link().onPing(payload);
        } else if (opcode == WebSocketFraming.CLOSE) {
            CloseReason reason = closeReason(payload);
            end();
            link().onPeerClose(reason);
        }
        // A pong was heard, as everything is: see Liveness.
    }

    private static CloseReason closeReason(byte[] payload) {
        if (payload.length == 0) {
            return CloseReason.normal();
        }
        if (payload.length == 1) {
            throw ProtocolViolation.of("a close frame with half a code");
        }
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        if (!CloseCodes.isValid(code)) {
            throw ProtocolViolation.of("close code " + code + " must not be sent");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload, 2, payload.length - 2))
                    .toString();
            return new CloseReason(CloseCodes.kind(code), text.isEmpty() ? "closed by the peer: " + code : text);
        } catch (CharacterCodingException e) {
            throw new ProtocolViolation(
                    ProtocolViolation.Kind.INVALID_UTF8,
                    "wamp.error.protocol_violation",
                    "the reason in a close frame is not UTF-8");
        }
    }
}
