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
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz}, {@code /metrics}, and {@code /hooks/…} of those who say that something was pushed. */
public final class OperatorHttp implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;
    private static final int THREADS = 4;
    /** Strangers may keep this many threads busy; probes have the others. */
    private static final int HOOKS = 2;

    private static final String SECONDS = "10";
    private static final String PREFIX = "/hooks/";
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final Semaphore hooking = new Semaphore(HOOKS);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread made = new Thread(task, "weft-http");
        made.setDaemon(true);
        return made;
    });

    /** What is asked for. */
    public record Answers(Supplier<String> metrics, BooleanSupplier alive, BooleanSupplier ready, Hooks hooks) {}

    /** Binds the port; fails with a clear error where it is in use. */
    public OperatorHttp(HttpAddress address, Answers answers) {
        // Read once, when the first server is made: slow peers are dropped.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS);
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
        server.createContext(
                "/readyz",
                exchange -> state(
                        exchange,
                        answers.ready(),
                        "the API server is not heard: caches are not filled, or watches are not open"));
        server.createContext("/metrics", text(answers.metrics()));
        server.createContext(PREFIX, exchange -> hook(exchange, answers.hooks()));
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

    private void hook(HttpExchange exchange, Hooks hooks) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("Connection", "close");
        if (!hooking.tryAcquire()) {
            send(exchange, TOO_MANY, "too many at once\n");
            return;
        }
        try {
            Hooks.Reply reply = hooks.answer(new Hooks.Call(
                    exchange.getRequestURI().getPath().substring(PREFIX.length()),
                    exchange.getRequestMethod(),
                    exchange.getRequestHeaders()::getFirst,
                    exchange.getRequestBody()));
            send(exchange, reply.status(), reply.text() + "\n");
        } finally {
            hooking.release();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        boolean reads = exchange.getRequestMethod().equals("GET");
        send(exchange, reads ? status : NOT_ALLOWED, reads ? text : "GET only\n");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
