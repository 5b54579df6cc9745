package dev.weft.transport.channel;

import dev.weft.transport.TransportLimits;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 6455 and RFC 7692 make of a stream of bytes, written down as plainly as they are and without regard to speed, to compare
 * {@link WebSocketHandler} with. Where a frame breaks several rules, each of their codes is right.
 */
final class WebSocketModel {

    private static final int NONE = 0;
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final int STEP = 64;

    /** Continuations at the borders of what may follow the first byte of a character. */
    private static final Set<Integer> NEXT = Set.of(0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF);

    private final Rules rules;
    private final Above above;
    private final Set<Integer> closing = new TreeSet<>();

    // The message at hand; opcode 0: none.
    private int opcode;
    private boolean compressed;
    private int frames;
    private int compressedBytes;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Inflater inflater = new Inflater(true);

    /**
     * What was agreed on.
     *
     * @param masked true at the server's end
     * @param opcodes that messages may have
     * @param deflate true: compression was agreed on, with contexts that are kept
     * @param early false: and nothing may be compressed yet
     */
    record Rules(boolean masked, Set<Integer> opcodes, boolean deflate, boolean early, TransportLimits limits) {}

    /** What is done with what was read. */
    interface Above {

        void onPing(byte[] payload);

        /** The code to close with for this message, or 0. */
        int onMessage(int opcode, byte[] message);
    }

    WebSocketModel(Rules rules, Above above) {
        this.rules = rules;
        this.above = above;
    }

    /** The codes that the connection may be closed with; empty: it is to stay open. */
    Set<Integer> closing() {
        return closing;
    }

    WebSocketModel read(byte[] stream) {
        ByteBuffer in = ByteBuffer.wrap(stream);
        while (closing.isEmpty() && frame(in)) {
            // Until there is no more.
        }
        inflater.end();
        return this;
    }

    /** False: it is not all there. */
    private boolean frame(ByteBuffer in) {
        if (in.remaining() < 2) {
            return false;
        }
        int first = in.get() & 0xFF;
        int second = in.get() & 0xFF;
        checkHead(first, second);
        if (!closing.isEmpty()) {
            return false;
        }
        int size = (second & 0x7F) == 126 ? 2 : (second & 0x7F) == 127 ? 8 : 0;
        if (in.remaining() < size + (rules.masked() ? 4 : 0)) {
            return false;
        }
        long length = size == 0 ? second & 0x7F : size == 2 ? in.getShort() & 0xFFFF : in.getLong();
        checkLength(first & 0x0F, (first & 0x40) != 0, length, size);
        byte[] mask = new byte[4];
        if (rules.masked()) {
            in.get(mask);
        }
        if (!closing.isEmpty() || in.remaining() < length) {
            return false;
        }
        byte[] payload = new byte[(int) length];
        in.get(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        take(first, payload);
        return true;
    }

    private void checkHead(int first, int second) {
        int kind = first & 0x0F;
        boolean data = kind == 1 || kind == 2;
        boolean control = kind >= 8 && kind <= 10;
        int reserved = first & 0x70;
        if (reserved != 0 && !(reserved == 0x40 && rules.deflate() && data)) {
            closing.add(1002);
        } else if (reserved != 0 && !rules.early()) {
            closing.add(1008);
        }
        boolean known = kind == 0 || data || control;
        boolean masked = (second & 0x80) != 0;
        boolean shortAndWhole = (first & 0x80) != 0 && (second & 0x7F) < 126;
        boolean inPlace = control
                || (kind == 0
                        ? opcode != NONE
                        : opcode == NONE && rules.opcodes().contains(kind));
        if (!known || masked != rules.masked() || (control && !shortAndWhole) || !inPlace) {
            closing.add(1002);
        }
    }

    private void checkLength(int kind, boolean deflated, long length, int size) {
        if (length < 0 || (size == 2 && length < 126) || (size == 8 && length < 65536)) {
            closing.add(1002);
        } else if (length > rules.limits().frameBytes()) {
            closing.add(1009);
        } else if (kind < 8 && !(kind == 0 ? compressed : deflated)) {
            addIf(message.size() + length > rules.limits().messageBytes(), 1009);
        }
    }

    private void addIf(boolean wrong, int code) {
        if (wrong) {
            closing.add(code);
        }
    }

    private void take(int first, byte[] payload) {
        boolean last = (first & 0x80) != 0;
        switch (first & 0x0F) {
            case 8 -> onClose(payload);
            case 9 -> above.onPing(payload);
            case 10 -> {}
            case 0 -> onData(payload, last);
            default -> {
                opcode = first & 0x0F;
                compressed = (first & 0x40) != 0;
                frames = 0;
                compressedBytes = 0;
                onData(payload, last);
            }
        }
    }

    private void onData(byte[] payload, boolean last) {
        frames++;
        boolean alone = last && frames == 1;
        addIf(!alone && frames > rules.limits().fragments(), 1009);
        if (!closing.isEmpty()) {
            return;
        }
        if (compressed) {
            inflate(payload, last);
        } else {
            message.writeBytes(payload);
        }
        if (closing.isEmpty() && opcode == 1 && !alone) {
            addIf(!isText(message.toByteArray(), last), 1007);
        }
        if (closing.isEmpty() && last) {
            int code = above.onMessage(opcode, message.toByteArray());
            addIf(code != NONE, code);
            opcode = NONE;
            message.reset();
        }
    }

    private void inflate(byte[] payload, boolean last) {
        int most = rules.limits().messageBytes();
        compressedBytes += payload.length;
        addIf(compressedBytes > most + most / 64 + 64, 1009);
        if (!closing.isEmpty()) {
            return;
        }
        try {
            inflate(payload);
            if (last) {
                inflate(TAIL);
            }
        } catch (DataFormatException e) {
            closing.add(1002);
            addIf(message.size() + STEP > most, 1009);
        }
        // Who inflates in larger steps may meet what is no block first.
        addIf(message.size() > most, 1009);
    }

    private void inflate(byte[] from) throws DataFormatException {
        byte[] step = new byte[STEP];
        byte[] input = from;
        int most = 4 * rules.limits().messageBytes();
        while (message.size() <= most) {
            inflater.setInput(input);
            for (int n = inflater.inflate(step); n > 0 && message.size() <= most; n = inflater.inflate(step)) {
                message.write(step, 0, n);
            }
            if (!inflater.finished()) {
                return;
            }
            input = Arrays.copyOfRange(input, input.length - inflater.getRemaining(), input.length);
            inflater.reset();
        }
    }

    private void onClose(byte[] payload) {
        if (payload.length == 0) {
            closing.add(1000);
            return;
        }
        int code = payload.length == 1 ? 0 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        boolean registered = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
        if (!registered && (code < 3000 || code > 4999)) {
            closing.add(1002);
        } else if (!isText(Arrays.copyOfRange(payload, 2, payload.length), true)) {
            closing.add(1007);
        } else {
            boolean said = code == 1001 || code == 1002 || (code >= 1007 && code <= 1009) || code == 1011;
            closing.add(code == 1003 ? 1002 : said ? code : 1000);
        }
    }

    /** True for a text, or for what may become one with more bytes. */
    static boolean isText(byte[] bytes, boolean whole) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 2);
        if (decoder.decode(in, out, whole).isError()) {
            return false;
        }
        if (whole || !in.hasRemaining()) {
            return true;
        }
        // The decoder of the JDK waits for all of a character before it says that there is none.
        byte[] begun = new byte[in.remaining()];
        in.get(begun);
        return NEXT.stream().anyMatch(next -> isCharacter(begun, next));
    }

    private static boolean isCharacter(byte[] begun, int next) {
        for (int length = begun.length + 1; length <= 4; length++) {
            byte[] filled = Arrays.copyOf(begun, length);
            Arrays.fill(filled, begun.length, length, (byte) 0x80);
            filled[begun.length] = (byte) next;
            if (isText(filled, true)) {
                return true;
            }
        }
        return false;
    }

    /** One frame that was sent: its first byte, and its payload without its mask. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
    record Sent(int first, byte[] payload) {

        /** The next one; null where there is none. */
        static @Nullable Sent next(ByteBuffer in) {
            if (!in.hasRemaining()) {
                return null;
            }
            int first = in.get() & 0xFF;
            int second = in.get() & 0xFF;
            int length = second & 0x7F;
            length = length == 126 ? in.getShort() & 0xFFFF : length == 127 ? (int) in.getLong() : length;
            byte[] mask = new byte[4];
            if ((second & 0x80) != 0) {
                in.get(mask);
            }
            byte[] payload = new byte[length];
            in.get(payload);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Sent(first, payload);
        }
    }
}
