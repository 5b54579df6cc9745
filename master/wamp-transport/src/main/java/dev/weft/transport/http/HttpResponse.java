package dev.weft.transport.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer. {@code Content-Length}, {@code Date} and {@code Connection} are set by the server.
 *
 * @param headers as they are sent
 */
public record HttpResponse(int status, Map<String, String> headers, Body body) {

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /** What follows the headers. */
    public sealed interface Body {}

    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    public record Bytes(byte[] bytes) implements Body {}

    /** A part of a file, sent by the kernel where the connection allows it. */
    public record FileRegion(Path file, long offset, long length) implements Body {}

    public static HttpResponse of(int status, String contentType, byte[] body) {
        return new HttpResponse(status, Map.of("Content-Type", contentType), new Bytes(body));
    }

    public static HttpResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpResponse redirect(int status, String location) {
        return new HttpResponse(status, Map.of("Location", location), new Bytes(new byte[0]));
    }

    /** This answer with one more header. */
    public HttpResponse with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, body);
    }
}
