package dev.weft.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A peer that says what it likes: JSON over RawSocket, without any rule of WAMP. */
final class RawPeer implements AutoCloseable {

    static final byte[] HANDSHAKE = {0x7F, (byte) 0xF1, 0, 0};

    private static final int PATIENCE_MILLIS = 40_000;

    private final Socket socket;
    private final DataInputStream in;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1024));
    }

    /** A connection on which nothing was said. The system's buffer for what it does not read is small. */
    static RawPeer connect(int port) throws IOException {
        return connectFrom("127.0.0.1", port);
    }

    private static RawPeer connectFrom(String own, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(own, 0));
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawPeer(socket);
    }

    /** A connection after its handshake. */
    static RawPeer open(int port) throws IOException {
        return open(connect(port));
    }

    private static RawPeer open(RawPeer peer) throws IOException {
        peer.write(HANDSHAKE);
        assertThat(peer.in.readNBytes(4)).startsWith(0x7F);
        return peer;
    }

    /** An anonymous session that can do everything. */
    static RawPeer join(int port) throws IOException {
        return join(open(port));
    }

    /** Likewise, from another address of this machine. */
    static RawPeer joinFrom(String own, int port) throws IOException {
        return join(open(connectFrom(own, port)));
    }

    private static RawPeer join(RawPeer peer) throws IOException {
        peer.send("[1,\"realm1\",{\"roles\":{\"caller\":{},\"callee\":{\"features\":{\"call_canceling\":true}},"
                + "\"publisher\":{},\"subscriber\":{}},\"authmethods\":[\"anonymous\"]}]");
        peer.await("[2,");
        return peer;
    }

    void write(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String json) throws IOException {
        write(frame(json));
    }

    static byte[] frame(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }

    /** The next message that begins so; those before it are passed over. */
    String await(String beginning) throws IOException {
        while (true) {
            String message = next();
            if (message.startsWith(beginning)) {
                return message;
            }
        }
    }

    String next() throws IOException {
        int length = in.readInt();
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads one byte; -1 at the end. */
    int readByte() {
        try {
            return in.read();
        } catch (IOException gone) {
            return -1;
        }
    }

    /** Reads until the router has closed the connection, and counts the bytes. */
    long drain() {
        long bytes = 0;
        while (readByte() >= 0) {
            bytes++;
        }
        return bytes;
    }

    /** Reads until the router has closed the connection, and says what came before that. */
    String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        try {
            while (true) {
                rest.append(next()).append('\n');
            }
        } catch (EOFException | SocketException closed) {
            return rest.toString();
        }
    }

    /** Without a word. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
