package dev.weft.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /healthz} of a node, for whoever runs it: 200 while its controller answers, else 503. Nothing about master and workers: a
 * node without its uplink does its work, and workers that die it starts itself.
 */
public final class NodeHealth implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final int BACKLOG = 16;
    private static final int THREADS = 4;
    private static final String SECONDS = "3";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread made = new Thread(task, "node-health");
        made.setDaemon(true);
        return made;
    });

    private NodeHealth(HttpServer server, BooleanSupplier answers) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> answer(exchange, answers));
        server.start();
    }

    /**
     * Serves it.
     *
     * @param address {@code host:port}; port 0: any that is free
     * @throws NodeFailure for what is no address, and for one that is taken
     */
    public static NodeHealth serve(String address, BooleanSupplier answers) {
        // Read once, when the first server is made: who asks slowly must not keep the others from their answer.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS);
        int colon = address.lastIndexOf(':');
        try {
            if (colon < 1) {
                throw new IllegalArgumentException("no host");
            }
            InetSocketAddress place =
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            return new NodeHealth(HttpServer.create(place, BACKLOG), answers);
        } catch (IllegalArgumentException malformed) {
            throw new NodeFailure("cannot serve health on '" + address + "': write host:port, such as 127.0.0.1:9090");
        } catch (IOException taken) {
            throw new NodeFailure("cannot serve health on " + address + ": " + taken.getMessage(), taken);
        }
    }

    /** Where it is served. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, BooleanSupplier answers) throws IOException {
        try (exchange) {
            boolean reads = exchange.getRequestMethod().equals("GET");
            boolean fine = reads && answers.getAsBoolean();
            byte[] body = (fine ? "ok\n" : reads ? "the controller does not answer\n" : "GET only\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(fine ? OK : reads ? UNAVAILABLE : NOT_ALLOWED, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
