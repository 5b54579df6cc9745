package dev.weft.cli.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.weft.cli.CliFailure;
import dev.weft.sources.git.follow.Webhook;
import dev.weft.sources.git.follow.WebhookSecret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /history} and {@code POST /webhook} of a command that follows. The http
 * server of the JDK: a few small answers need no other.
 */
public final class StatusServer implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int WAITING = 64;
    private static final String SECONDS = "10";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String GET = "GET";

    private final HttpServer server;
    private final ThreadPoolExecutor executor;

    /** An answer. */
    public record Answer(int status, String type, String body) {

        static Answer text(int status, String body) {
            return new Answer(status, TEXT, body + "\n");
        }
    }

    /**
     * What is served.
     *
     * @param secret of the webhook; empty: there is none
     * @param onWebhook told that something was pushed, by somebody who knows the secret
     */
    public record Pages(
            Supplier<Answer> healthz,
            Supplier<Answer> readyz,
            Supplier<Answer> metrics,
            Supplier<Answer> history,
            Optional<WebhookSecret> secret,
            Runnable onWebhook) {}

    private StatusServer(HttpServer server, ThreadPoolExecutor executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Listens.
     *
     * @param address {@code HOST:PORT}; port 0: any
     * @throws CliFailure when it cannot
     */
    public static StatusServer start(String address, Pages pages) {
        // Read once, when the first server is made: slow peers are dropped.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS);
        InetSocketAddress where = where(address);
        try {
            HttpServer server = HttpServer.create(where, WAITING);
            ThreadPoolExecutor executor = new ThreadPoolExecutor(
                    THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                        Thread thread = new Thread(task, "weft-status");
                        thread.setDaemon(true);
                        return thread;
                    });
            server.setExecutor(executor);
            server.createContext("/", exchange -> answer(exchange, Answer.text(404, "there is nothing here")));
            server.createContext("/healthz", page("/healthz", pages.healthz()));
            server.createContext("/readyz", page("/readyz", pages.readyz()));
            server.createContext("/metrics", page("/metrics", pages.metrics()));
            server.createContext("/history", page("/history", pages.history()));
            server.createContext("/webhook", exchange -> answer(exchange, webhook(exchange, pages)));
            server.start();
            return new StatusServer(server, executor);
        } catch (IOException taken) {
            throw CliFailure.of(
                    "cannot listen on " + address + ": " + taken.getMessage(), "Give a free one with --listen.");
        }
    }

    private static InetSocketAddress where(String address) {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw CliFailure.usage("'" + address + "' is no address to listen on", "Write it like 127.0.0.1:8088.");
        }
        InetSocketAddress where =
                new InetSocketAddress(address.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
        if (where.isUnresolved()) {
            throw CliFailure.usage("there is no host '" + where.getHostString() + "'", "Write it like 127.0.0.1:8088.");
        }
        return where;
    }

    /** {@code http://host:port}. */
    public String url() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
    }

    private static HttpHandler page(String path, Supplier<Answer> page) {
        return exchange -> {
            boolean exact = exchange.getRequestURI().getPath().equals(path);
            boolean get = exchange.getRequestMethod().equals(GET);
            answer(
                    exchange,
                    !exact
                            ? Answer.text(404, "there is nothing here")
                            : get ? page.get() : Answer.text(405, "only GET"));
        };
    }

    private static Answer webhook(HttpExchange exchange, Pages pages) throws IOException {
        Webhook.Answer answer = new Webhook(
                        exchange.getRequestMethod(), exchange.getRequestHeaders()::getFirst, exchange.getRequestBody())
                .judge(pages.secret());
        if (answer.isAccepted()) {
            pages.onWebhook().run();
        }
        return Answer.text(answer.status(), answer.text());
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
