package dev.weft.controller.source;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every connection and says a byte now and then, so that no timeout of a single read is ever met. */
final class SlowServer implements AutoCloseable {

    /** Of a TLS record that is long and never complete; for SSH it is a line before the greeting that does not end. */
    private static final byte[] BEGIN = {0x16, 0x03, 0x03, 0x40, 0x00, 0x02, 0x00, 0x3f, 0x00};

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread accepting = new Thread(this::accept, "slow-server");

    SlowServer() throws IOException {
        accepting.setDaemon(true);
        accepting.start();
    }

    /** In the place of a host and a port. */
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** How many wait for the end of what is said. */
    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread saying = new Thread(() -> drip(connection), "slow-server-connection");
                saying.setDaemon(true);
                saying.start();
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    private void drip(Socket connection) {
        connections.incrementAndGet();
        try (connection;
                OutputStream out = connection.getOutputStream()) {
            out.write(BEGIN);
            while (!socket.isClosed()) {
                out.write('x');
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException gone) {
            // Whoever waited has given up.
        } finally {
            connections.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
