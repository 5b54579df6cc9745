package dev.weft.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between clients and a port, with small buffers, and can be shut: then nothing of what clients send is read. */
final class Tap implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final ServerSocket listening;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private boolean shut;
    private int connections;

    private Tap(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    static Tap before(int port) {
        try {
            ServerSocket listening = new ServerSocket();
            // Before it is bound: connections that it accepts have it from their first packet on.
            listening.setReceiveBufferSize(BUFFER_BYTES);
            listening.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Tap tap = new Tap(listening, port);
            tap.start(tap::accept);
            return tap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    /** Connections so far. */
    synchronized int connections() {
        return connections;
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (shut) {
            wait();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket router = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, router));
                synchronized (this) {
                    connections++;
                }
                start(() -> pump(client, router, true));
                start(() -> pump(router, client, false));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void pump(Socket from, Socket to, boolean tapped) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (true) {
                if (tapped) {
                    awaitOpen();
                }
                int count = in.read(buffer);
                if (count < 0) {
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException | InterruptedException closed) {
            return;
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task, "tap");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
