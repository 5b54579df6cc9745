package dev.weft.controller.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.weft.controller.OperatorSettings.HttpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}; nothing else, and nothing that changes anything. */
public final class OperatorHttp implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread made = new Thread(task, "weft-http");
        made.setDaemon(true);
        return made;
    });

    /** What is asked for. */
    public record Answers(Supplier<String> metrics, BooleanSupplier alive, BooleanSupplier ready) {}

    /** Binds the port; fails with a clear error where it is in use. */
    public OperatorHttp(HttpAddress address, Answers answers) {
        try {
            server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "cannot listen for http on " + address.host() + ":" + address.port() + ": " + taken.getMessage()
                            + ". Give another port with --http-port",
                    taken);
        }
        server.setExecutor(threads);
        server.createContext("/healthz", exchange -> state(exchange, answers.alive(), "not alive"));
        server.createContext("/readyz", exchange -> state(exchange, answers.ready(), "the caches are not filled"));
        server.createContext("/metrics", text(answers.metrics()));
    }

    public void start() {
        server.start();
    }

    /** The port that was bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static HttpHandler text(Supplier<String> text) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            answer(exchange, OK, text.get());
        };
    }

    private static void state(HttpExchange exchange, BooleanSupplier good, String bad) throws IOException {
        boolean fine = good.getAsBoolean();
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        answer(exchange, fine ? OK : UNAVAILABLE, (fine ? "ok" : bad) + "\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            boolean reads = exchange.getRequestMethod().equals("GET");
            byte[] body = (reads ? text : "GET only\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reads ? status : NOT_ALLOWED, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
