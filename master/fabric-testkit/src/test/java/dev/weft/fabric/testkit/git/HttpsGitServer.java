package dev.weft.fabric.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.weft.testkit.SelfSigned;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code git http-backend} behind TLS, with a certificate of its own making. */
public final class HttpsGitServer implements AutoCloseable {

    private final Path served;
    private final Path authority;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Optional<String> token = Optional.empty();

    private HttpsGitServer(Path served, Path authority, HttpsServer server) {
        this.served = served;
        this.authority = authority;
        this.server = server;
    }

    public static HttpsGitServer start(Path served, Path folder) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder, "server", "git", "SAN=IP:127.0.0.1", "BC:critical=ca:true");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serving()));
        HttpsGitServer git = new HttpsGitServer(served, certificate.certificate(), server);
        server.setExecutor(git.threads);
        server.createContext("/", git::handle);
        server.start();
        return git;
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort() + "/fleet.git";
    }

    /** The certificate to trust. */
    public Path authority() {
        return authority;
    }

    /** From now on only who knows this is let in. */
    public void requireToken(String secret) {
        token = Optional.of(secret);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (token.isPresent() && !isKnown(exchange, token.get())) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
            Forge.isolate(builder, served);
            environment(exchange, body.length, builder.environment());
            Process process = builder.start();
            try {
                process.getOutputStream().write(body);
                process.getOutputStream().close();
                answer(exchange, new BufferedInputStream(process.getInputStream()));
            } finally {
                process.destroy();
            }
        }
    }

    private static boolean isKnown(HttpExchange exchange, String secret) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        String wanted = Base64.getEncoder().encodeToString(("git:" + secret).getBytes(StandardCharsets.UTF_8));
        return header.equals("Basic " + wanted);
    }

    private void environment(HttpExchange exchange, int length, Map<String, String> variables) {
        variables.put("GIT_PROJECT_ROOT", served.toString());
        variables.put("GIT_HTTP_EXPORT_ALL", "1");
        variables.put("REQUEST_METHOD", exchange.getRequestMethod());
        variables.put("PATH_INFO", exchange.getRequestURI().getPath());
        variables.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
        variables.put("CONTENT_LENGTH", String.valueOf(length));
        variables.put("REMOTE_ADDR", "127.0.0.1");
        header(exchange, "Content-Type", "CONTENT_TYPE", variables);
        header(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", variables);
        header(exchange, "Git-Protocol", "GIT_PROTOCOL", variables);
    }

    private static void header(HttpExchange exchange, String name, String variable, Map<String, String> variables) {
        String value = exchange.getRequestHeaders().getFirst(name);
        if (value != null) {
            variables.put(variable, value);
        }
    }

    private static void answer(HttpExchange exchange, InputStream cgi) throws IOException {
        int status = 200;
        for (String line = line(cgi); !line.isEmpty(); line = line(cgi)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equals("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        cgi.transferTo(exchange.getResponseBody());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            line.append((char) each);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
