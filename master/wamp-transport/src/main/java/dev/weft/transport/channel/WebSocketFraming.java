package dev.weft.transport.channel;

import dev.weft.wamp.link.CloseReason;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** Frames of RFC 6455, never fragmented. */
public final class WebSocketFraming implements Framing {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Largest payload of a control frame. */
    static final int MOST_CONTROL_BYTES = 125;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MASKS_AT_ONCE = 64;

    /** Which end we are: clients mask, servers do not. */
    public enum Role {
        SERVER,
        CLIENT
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Role role;
    private final int dataOpcode;
    private ByteBuffer masks = ByteBuffer.allocate(0);

    private WebSocketFraming(Role role, int dataOpcode) {
        this.role = role;
        this.dataOpcode = dataOpcode;
    }

    public static WebSocketFraming text(Role role) {
        return new WebSocketFraming(role, TEXT);
    }

    public static WebSocketFraming binary(Role role) {
        return new WebSocketFraming(role, BINARY);
    }

    Role role() {
        return role;
    }

    int dataOpcode() {
        return dataOpcode;
    }

    @Override
    public int overhead() {
        return 14;
    }

    @Override
    public long peerMost() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean hasCloseFrames() {
        return true;
    }

    @Override
    public void message(ByteBuf out, byte[] payload) {
        frame(out, dataOpcode, payload);
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
        byte[] text = cut(reason.text(), MOST_CONTROL_BYTES - 2);
        int code = CloseCodes.code(reason.kind());
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >>> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        frame(out, CLOSE, payload);
    }

    private void frame(ByteBuf out, int opcode, byte[] payload) {
        int maskBit = role == Role.CLIENT ? MASKED : 0;
        out.writeByte(FIN | opcode);
        if (payload.length < 126) {
            out.writeByte(maskBit | payload.length);
        } else if (payload.length < 1 << 16) {
            out.writeByte(maskBit | 126).writeShort(payload.length);
        } else {
            out.writeByte(maskBit | 127).writeLong(payload.length);
        }
        if (role == Role.CLIENT) {
            int mask = nextMask();
            byte[] masked = payload.clone();
            Masking.apply(masked, mask);
            out.writeInt(mask).writeBytes(masked);
        } else {
            out.writeBytes(payload);
        }
    }

    /** Masks must not be foreseeable; drawn in bulk, as each draw from the system's generator is dear. */
    private int nextMask() {
        if (!masks.hasRemaining()) {
            byte[] bytes = new byte[4 * MASKS_AT_ONCE];
            RANDOM.nextBytes(bytes);
            masks = ByteBuffer.wrap(bytes);
        }
        return masks.getInt();
    }

    /** The text in UTF-8, cut at the border of a character. */
    private static byte[] cut(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) {
            return bytes;
        }
        int end = most;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }
}
