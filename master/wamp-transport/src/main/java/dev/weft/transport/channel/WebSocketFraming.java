package dev.weft.transport.channel;

import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.serializer.EncodedMessage;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /** RSV1: the message is compressed (RFC 7692, 6). */
    static final int COMPRESSED = 0x40;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int MASKS_AT_ONCE = 64;

    /** Which end we are: clients mask, servers do not. */
    public enum Role {
        SERVER,
        CLIENT
    }

    /** Which frames messages are in. */
    public enum Data {
        TEXT,
        BINARY,
        /** Both, for an echo. */
        ANY
    }

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Role role;
    private final Data data;
    private final @Nullable PerMessageDeflate deflate;
    private ByteBuffer masks = ByteBuffer.allocate(0);

    /** @param deflate null: no compression was agreed on */
    public WebSocketFraming(Role role, Data data, @Nullable PerMessageDeflate deflate) {
        this.role = role;
        this.data = data;
        this.deflate = deflate;
    }

    Role role() {
        return role;
    }

    /** True for an opcode that a message may begin with. */
    boolean carries(int opcode) {
        return data == Data.ANY || opcode == opcode();
    }

    /** That of the messages that are sent. */
    private int opcode() {
        return data == Data.TEXT ? TEXT : BINARY;
    }

    @Nullable
    PerMessageDeflate deflate() {
        return deflate;
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
    public void message(ByteBuf out, EncodedMessage payload) {
        if (isPlain()) {
            head(out, payload.size());
            payload.copyTo(out::writeBytes);
        } else {
            message(out, opcode(), payload.array());
        }
    }

    @Override
    public boolean isPlain() {
        return role == Role.SERVER && deflate == null;
    }

    @Override
    public void head(ByteBuf out, int length) {
        head(out, opcode(), length);
    }

    void message(ByteBuf out, int opcode, byte[] payload) {
        byte[] deflated = deflate == null ? null : deflate.deflate(payload);
        if (deflated == null) {
            frame(out, opcode, payload);
        } else {
            frame(out, COMPRESSED | opcode, deflated);
        }
    }

    @Override
    public void onWelcome(Direction direction) {
        if (deflate != null && (role == Role.SERVER) == (direction == Direction.SENT)) {
            deflate.onSession();
        }
    }

    @Override
    public void dispose() {
        if (deflate != null) {
            deflate.dispose();
        }
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

    private void frame(ByteBuf out, int flags, byte[] payload) {
        head(out, flags, payload.length);
        if (role == Role.CLIENT) {
            int mask = nextMask();
            byte[] masked = payload.clone();
            Masking.apply(masked, mask);
            out.writeInt(mask).writeBytes(masked);
        } else {
            out.writeBytes(payload);
        }
    }

    private void head(ByteBuf out, int flags, int length) {
        int first = (FIN | flags) << 8 | (role == Role.CLIENT ? MASKED : 0);
        if (length < 126) {
            out.writeShort(first | length);
        } else if (length < 1 << 16) {
            out.writeInt((first | 126) << 16 | length);
        } else {
            out.writeShort(first | 127).writeLong(length);
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
