package dev.weft.node.web;

import dev.weft.config.schema.Problem;
import dev.weft.config.web.StaticService;
import dev.weft.config.web.StaticService.StaticOptions;
import dev.weft.node.procedure.Refusals;
import dev.weft.transport.http.HttpRequest;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.RequestHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** {@code static}: the files of a directory. Nothing outside of it is served, also not through symbolic links. */
final class StaticFiles implements RequestHandler {

    private static final int MOST_LISTED = 10_000;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Path root;
    private final StaticOptions options;
    private final MediaTypes types;
    private final Executor blocking;

    private StaticFiles(Path root, StaticOptions options, Executor blocking) {
        this.root = root;
        this.options = options;
        this.types = new MediaTypes(options.mimeTypes());
        this.blocking = blocking;
    }

    static StaticFiles of(StaticService config, ServiceContext context) {
        if (config.directory() == null) {
            throw Refusals.unavailable("a static service of a package");
        }
        Path directory = context.cbdir().resolve(config.directory());
        try {
            return new StaticFiles(directory.toRealPath(), config.options(), context.blocking());
        } catch (IOException missing) {
            throw Refusals.invalidConfiguration(
                    "static service",
                    List.of(new Problem(
                            "/directory",
                            "there is no directory " + directory,
                            "Make it on the node, or name another")));
        }
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return CompletableFuture.completedFuture(
                    HttpResponse.text(405, "only GET and HEAD\n").with("Allow", "GET, HEAD"));
        }
        return CompletableFuture.supplyAsync(() -> answer(request), blocking);
    }

    private HttpResponse answer(HttpRequest request) {
        try {
            String rest = request.rest();
            Path file = root.resolve(rest.replaceFirst("^/+", "")).toRealPath();
            if (!file.startsWith(root)) {
                return notFound();
            }
            if (!Files.isDirectory(file)) {
                return Files.isRegularFile(file) ? file(request, file) : notFound();
            }
            if (!request.path().endsWith("/")) {
                return HttpResponse.redirect(302, lastSegment(request.path()) + "/");
            }
            Path index = file.resolve(options.defaultFile());
            if (Files.isRegularFile(index) && index.toRealPath().startsWith(root)) {
                return file(request, index);
            }
            return options.enableDirectoryListing() ? listing(request, file) : notFound();
        } catch (NoSuchFileException | InvalidPathException none) {
            return notFound();
        } catch (IOException unreadable) {
            return HttpResponse.text(403, "cannot be read\n");
        }
    }

    private HttpResponse file(HttpRequest request, Path file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Last-Modified", HTTP_DATE.format(modified));
        Integer seconds = options.cacheTimeout();
        headers.put("Cache-Control", seconds == null || seconds == 0 ? "no-cache" : "max-age=" + seconds);
        headers.put("X-Content-Type-Options", "nosniff");
        if (HTTP_DATE.format(modified).equals(request.headers().get("if-modified-since"))) {
            return new HttpResponse(304, headers, new HttpResponse.Bytes(new byte[0]));
        }
        headers.put("Content-Type", types.of(file.getFileName().toString()));
        return new HttpResponse(200, headers, new HttpResponse.FileRegion(file, 0, Files.size(file)));
    }

    private static HttpResponse listing(HttpRequest request, Path directory) throws IOException {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<meta charset=\"utf-8\"><title>")
                .append(Html.escape(request.path()))
                .append("</title>\n<ul>\n");
        try (Stream<Path> files = Files.list(directory)) {
            files.limit(MOST_LISTED)
                    .map(StaticFiles::name)
                    .sorted()
                    .forEach(name -> page.append("<li><a href=\"./")
                            .append(Html.escape(percentEncoded(name)))
                            .append("\">")
                            .append(Html.escape(name))
                            .append("</a></li>\n"));
        }
        page.append("</ul>\n");
        return HttpResponse.of(200, "text/html; charset=utf-8", page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String name(Path file) {
        return file.getFileName() + (Files.isDirectory(file) ? "/" : "");
    }

    private static String lastSegment(String path) {
        // Relative, so that a path that begins with two slashes cannot lead to another host.
        return "./" + percentEncoded(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-_.~/".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static HttpResponse notFound() {
        return HttpResponse.text(404, "not found\n");
    }
}
