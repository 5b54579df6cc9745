package dev.weft.fabric.testkit.kubernetes;

import dev.weft.testkit.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What ends TLS before a master, as an ingress does, with a certificate that nobody else signed. */
final class TlsFront implements AutoCloseable {

    private final ServerSocket listening;
    private final int behind;
    private final Path authority;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TlsFront(ServerSocket listening, int behind, Path authority) {
        this.listening = listening;
        this.behind = behind;
        this.authority = authority;
    }

    /** @param behind the port of this machine that it leads to */
    static TlsFront before(int behind, Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder, "front");
        TlsFront front = new TlsFront(
                certificate
                        .serving()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                behind,
                certificate.certificate());
        front.threads.execute(front::accept);
        return front;
    }

    String url() {
        return "wss://localhost:" + listening.getLocalPort() + "/ws";
    }

    /** The certificate to trust. */
    Path authority() {
        return authority;
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket outside = listening.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), behind);
                threads.execute(() -> pass(outside, inside));
                threads.execute(() -> pass(inside, outside));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException gone) {
            // One side has closed, or does not trust us: so does the other.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
