package dev.weft.transport.channel;

import dev.weft.transport.RawWebSocket;
import dev.weft.transport.channel.WebSocketRulesTest.End;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.Deflater;

/**
 * Something that a peer may or may not send.
 *
 * @param code to close with; 0: it is put up with
 * @param texts true: only for ends that take texts
 * @param bytes what is sent to an end
 */
record WebSocketRule(String name, int code, boolean texts, Function<End, byte[]> bytes) {

    /** What frames and messages may have, and how many fragments. */
    static final int FRAME_BYTES = 30_000;

    static final int MESSAGE_BYTES = 40_000;
    static final int FRAGMENTS = 8;

    @Override
    public String toString() {
        return name + ": " + code;
    }

    static List<WebSocketRule> all() {
        List<WebSocketRule> all = new ArrayList<>();
        addBitsAndOpcodes(all);
        addControls(all);
        addFragments(all);
        addTexts(all);
        addCloses(all);
        addSizes(all);
        addCompressed(all);
        return all;
    }

    private static WebSocketRule of(String name, int code, Function<End, byte[]> bytes) {
        return new WebSocketRule(name, code, false, bytes);
    }

    private static WebSocketRule text(String name, int code, Function<End, byte[]> bytes) {
        return new WebSocketRule(name, code, true, bytes);
    }

    private static void addBitsAndOpcodes(List<WebSocketRule> all) {
        for (int bits : new int[] {0x10, 0x20, 0x30, 0x50, 0x60, 0x70}) {
            all.add(of("reserved bits " + bits, 1002, e -> e.frame(0x80 | bits | e.opcode(), e.message())));
        }
        for (int kind : new int[] {0x88, 0x89, 0x8A}) {
            all.add(of("compressed control frame " + kind, 1002, e -> e.frame(0x40 | kind, new byte[0])));
        }
        for (int opcode : new int[] {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
            all.add(of("reserved opcode " + opcode, 1002, e -> e.frame(0x80 | opcode, e.message())));
            all.add(of("reserved opcode in fragments " + opcode, 1002, e -> e.frame(opcode, new byte[0])));
        }
        all.add(of("masked the wrong way", 1002, e -> e.other().frame(0x80 | e.opcode(), e.message())));
        all.add(of("a length of 16 bits for less than 126", 1002, e -> e.head(0x80 | e.opcode(), 126, 125, 2)));
        all.add(of("a length of 64 bits for less than 65536", 1002, e -> e.head(0x80 | e.opcode(), 127, 65535, 8)));
        all.add(of("a negative length", 1002, e -> e.head(0x80 | e.opcode(), 127, -1, 8)));
    }

    private static void addControls(List<WebSocketRule> all) {
        for (int kind : new int[] {8, 9, 10}) {
            all.add(of("fragmented control frame " + kind, 1002, e -> e.frame(kind, new byte[0])));
            all.add(of("control frame of 126 bytes " + kind, 1002, e -> e.frame(0x80 | kind, new byte[126])));
        }
        all.add(of("the longest ping", 0, e -> e.frame(0x89, new byte[125])));
        all.add(of("a pong that nobody asked for", 0, e -> e.frame(0x8A, new byte[125])));
        all.add(of(
                "a ping within a message",
                0,
                e -> join(
                        e.frame(e.opcode(), cut(e.message(), 0, 3)),
                        e.frame(0x89, new byte[] {1}),
                        e.frame(0x80, cut(e.message(), 3, 99)))));
    }

    private static void addFragments(List<WebSocketRule> all) {
        all.add(of("a continuation of nothing", 1002, e -> e.frame(0x80, e.message())));
        all.add(of("a first continuation of nothing", 1002, e -> e.frame(0x00, e.message())));
        all.add(of(
                "a continuation behind the last one",
                1002,
                e -> join(e.frame(e.opcode(), e.message()), e.frame(0x80, new byte[0]), e.frame(0x80, new byte[0]))));
        all.add(of(
                "a message within a message",
                1002,
                e -> join(e.frame(e.opcode(), cut(e.message(), 0, 3)), e.frame(0x80 | e.opcode(), e.message()))));
        all.add(of("as many fragments as may be", 0, e -> fragments(e, FRAGMENTS)));
        all.add(of("one fragment too many", 1009, e -> fragments(e, FRAGMENTS + 1)));
    }

    private static byte[] fragments(End end, int count) {
        byte[] all = end.frame(end.opcode(), end.message());
        for (int i = 1; i < count; i++) {
            all = join(all, end.frame(i == count - 1 ? 0x80 : 0, new byte[0]));
        }
        return all;
    }

    private static void addTexts(List<WebSocketRule> all) {
        for (String hex :
                List.of("ff", "80", "c080", "c1bf", "e08080", "eda080", "edbfbf", "f0808080", "f4908080", "f5808080")) {
            all.add(text("no text: " + hex, 1007, e -> e.frame(0x81, quoted(hex))));
            all.add(text(
                    "no text in fragments: " + hex,
                    1007,
                    e -> join(
                            e.frame(0x01, new byte[] {'[', '"'}),
                            e.frame(0x00, HexFormat.of().parseHex(hex)))));
            all.add(text("no text, byte by byte: " + hex, 1007, e -> byteByByte(e, quoted(hex))));
            all.add(text("no text, compressed: " + hex, 1007, e -> e.frame(0xC1, deflated(quoted(hex)))));
        }
        for (String hex : List.of("c3", "e282", "f09f98")) {
            all.add(text(
                    "a text that ends within a character: " + hex,
                    1007,
                    e -> e.frame(0x81, HexFormat.of().parseHex(hex))));
            all.add(text(
                    "fragments that end within a character: " + hex,
                    1007,
                    e -> join(e.frame(0x01, HexFormat.of().parseHex(hex)), e.frame(0x80, new byte[0]))));
        }
        for (String hex : List.of("c3a4", "e282ac", "ed9fbf", "ee8080", "f09f9880", "f48fbfbf")) {
            all.add(text(
                    "a character over two frames: " + hex,
                    0,
                    e -> join(
                            e.frame(0x01, cut(e.text(hex), 0, e.text(hex).length - 4)),
                            e.frame(0x80, cut(e.text(hex), e.text(hex).length - 4, 99)))));
        }
    }

    private static byte[] quoted(String hex) {
        return join(new byte[] {'[', '"'}, HexFormat.of().parseHex(hex), new byte[] {'"', ']'});
    }

    private static byte[] byteByByte(End end, byte[] text) {
        byte[] all = end.frame(0x01, cut(text, 0, 1));
        for (int i = 1; i < text.length; i++) {
            all = join(all, end.frame(i == text.length - 1 ? 0x80 : 0, cut(text, i, 1)));
        }
        return all;
    }

    private static void addCloses(List<WebSocketRule> all) {
        all.add(of("close without a code", 1000, e -> e.frame(0x88, new byte[0])));
        all.add(of("close with half a code", 1002, e -> e.frame(0x88, new byte[] {3})));
        for (int code : new int[] {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
            all.add(of("close code " + code, 1002, e -> e.frame(0x88, closing(code, ""))));
        }
        for (int code : new int[] {1000, 1001, 1002, 1007, 1008, 1009, 1011}) {
            all.add(of("close code " + code, code, e -> e.frame(0x88, closing(code, "a reason ä"))));
        }
        all.add(of("close code 1003", 1002, e -> e.frame(0x88, closing(1003, ""))));
        for (int code : new int[] {1010, 1012, 1013, 1014, 3000, 3999, 4000, 4999}) {
            all.add(of("close code " + code, 1000, e -> e.frame(0x88, closing(code, "x".repeat(123)))));
        }
        for (String hex : List.of("ff", "c3", "eda080")) {
            byte[] reason = HexFormat.of().parseHex(hex);
            all.add(of("a reason that is no text: " + hex, 1007, e -> e.frame(0x88, join(closing(1000, "a"), reason))));
        }
        all.add(of(
                "a message behind the close frame",
                1001,
                e -> join(e.frame(0x88, closing(1001, "")), e.frame(0x80 | e.opcode(), e.message()))));
    }

    private static byte[] closing(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }

    private static void addSizes(List<WebSocketRule> all) {
        all.add(of(
                "a frame that is too large, by its header",
                1009,
                e -> e.head(0x80 | e.opcode(), 126, FRAME_BYTES + 1, 2)));
        all.add(of("a frame that is much too large", 1009, e -> e.head(0x80 | e.opcode(), 127, 1L << 40, 8)));
        all.add(of(
                "fragments that are too large together",
                1009,
                e -> join(
                        e.frame(e.opcode(), e.filler(FRAME_BYTES)),
                        e.head(0x80, 126, MESSAGE_BYTES - FRAME_BYTES + 1, 2))));
        all.add(of(
                "a compressed frame that is too large", 1009, e -> e.head(0xC0 | e.opcode(), 126, FRAME_BYTES + 1, 2)));
    }

    private static void addCompressed(List<WebSocketRule> all) {
        all.add(of("a compressed message", 0, e -> e.frame(0xC0 | e.opcode(), deflated(e.message()))));
        all.add(of(
                "a compressed message in fragments",
                0,
                e -> join(
                        e.frame(0x40 | e.opcode(), cut(deflated(e.message()), 0, 3)),
                        e.frame(0x80, cut(deflated(e.message()), 3, 999)))));
        all.add(of(
                "a continuation that says it is compressed",
                1002,
                e -> join(
                        e.frame(0x40 | e.opcode(), cut(deflated(e.message()), 0, 3)),
                        e.frame(0xC0, cut(deflated(e.message()), 3, 999)))));
        all.add(of("what cannot be inflated", 1002, e -> e.frame(0xC0 | e.opcode(), new byte[] {7, -1, -1, -1})));
        all.add(of(
                "too large when it is inflated",
                1009,
                e -> e.frame(0xC0 | e.opcode(), deflated(noise(MESSAGE_BYTES + 1)))));
        all.add(of("too large when its fragments are inflated", 1009, e -> {
            byte[] bytes = deflated(noise(MESSAGE_BYTES + 1));
            int half = bytes.length / 2;
            return join(e.frame(0x40 | e.opcode(), cut(bytes, 0, half)), e.frame(0x80, cut(bytes, half, bytes.length)));
        }));
        all.add(of("a bomb", 1008, e -> e.frame(0xC0 | e.opcode(), deflated(new byte[MESSAGE_BYTES - 1]))));
    }

    /** Characters that compress to about half their size. */
    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(8));
        }
        return bytes;
    }

    static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 1000];
        int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, size - 4);
    }

    static byte[] cut(byte[] bytes, int from, int most) {
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + most));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] frame(boolean masked, int first, byte[] payload) {
        return masked ? RawWebSocket.encoded(first, payload) : RawWebSocket.unmasked(first, payload);
    }
}
