package dev.weft.transport;

import dev.weft.transport.channel.WebSocketKeys;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One end of a WebSocket connection that can be told to break every rule. */
public final class RawWebSocket implements Closeable {

    private static final int MASK = 0x12345678;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean masks;

    private RawWebSocket(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), true);
    }

    private RawWebSocket(Socket socket, boolean masks) throws IOException {
        this.socket = socket;
        this.masks = masks;
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Only the TCP connection. */
    public static RawWebSocket connect(int port) throws IOException {
        return new RawWebSocket(port);
    }

    /** As {@link #connect(int)}, from this local address. */
    public static RawWebSocket connect(String from, int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0);
        return new RawWebSocket(socket, true);
    }

    /**
     * The server's end: takes the next connection and upgrades it, with the subprotocol for JSON.
     *
     * @param headers more of them, each with its line end
     */
    public static RawWebSocket accept(ServerSocket listening, String headers) throws IOException {
        RawWebSocket server = new RawWebSocket(listening.accept(), false);
        String request = server.request("");
        Matcher key = Pattern.compile("(?i)sec-websocket-key: *(\\S+)").matcher(request);
        if (!key.find()) {
            throw new IOException("no upgrade: " + request);
        }
        server.write(("HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + WebSocketKeys.accept(key.group(1)) + "\r\nSec-WebSocket-Protocol: wamp.2.json\r\n" + headers
                        + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        return server;
    }

    /** Upgraded, with the subprotocol for JSON. */
    public static RawWebSocket open(int port) throws IOException {
        RawWebSocket client = new RawWebSocket(port);
        String answer = client.upgrade("Sec-WebSocket-Protocol: wamp.2.json\r\n");
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException("not upgraded: " + answer);
        }
        return client;
    }

    /** Sends an upgrade with these headers more, and reads the head of the answer. */
    public String upgrade(String headers) throws IOException {
        return request("GET /any HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n");
    }

    /** Sends these bytes, and reads up to the end of the headers. */
    public String request(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return head.toString();
            }
            head.append((char) b);
        }
        return head.toString();
    }

    /** So many bytes behind the headers. */
    public String body(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** @param first the first byte: FIN, reserved bits, opcode */
    public RawWebSocket frame(int first, byte[] payload) throws IOException {
        write(masks ? encoded(first, payload) : unmasked(first, payload));
        return this;
    }

    public RawWebSocket text(String json) throws IOException {
        return frame(0x81, json.getBytes(StandardCharsets.UTF_8));
    }

    /** As a server sends it. */
    public static byte[] unmasked(int first, byte[] payload) {
        ByteArrayOutputStream frame = header(first, 0, payload.length);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static ByteArrayOutputStream header(int first, int maskBit, int length) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (length < 126) {
            frame.write(maskBit | length);
        } else if (length < 65536) {
            frame.write(maskBit | 126);
            frame.write(length >>> 8);
            frame.write(length);
        } else {
            frame.write(maskBit | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) length >>> shift));
            }
        }
        return frame;
    }

    /** As a client sends it. */
    public static byte[] encoded(int first, byte[] payload) {
        ByteArrayOutputStream frame = header(first, 0x80, payload.length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            frame.write(MASK >>> shift);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ (MASK >>> (24 - 8 * (i & 3))));
        }
        return frame.toByteArray();
    }

    /** The next frame: its first byte and its payload. */
    public Frame read() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        int length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = (int) in.readLong();
        }
        int mask = (second & 0x80) == 0 ? 0 : in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        return new Frame(first, payload, (second & 0x80) != 0);
    }

    /** Reads frames up to the closing one, and gives its code. */
    public int closeCode() throws IOException {
        Frame frame = read();
        while ((frame.first() & 0x0F) != 8) {
            frame = read();
        }
        return ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
    }

    /** True when the server ends the connection and has sent nothing more. */
    public boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What the other end sent. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
    public record Frame(int first, byte[] payload, boolean masked) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }
}
