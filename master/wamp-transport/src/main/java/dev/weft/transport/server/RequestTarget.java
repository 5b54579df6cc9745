package dev.weft.transport.server;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;

/**
 * The path and query of a request line, made safe: nothing in the path climbs out of where it starts.
 *
 * @param path decoded, starts with {@code /}
 * @param query as it came
 */
record RequestTarget(String path, String query) {

    /** Empty for a target that no honest client sends. */
    static Optional<RequestTarget> parse(String uri) {
        int mark = uri.indexOf('?');
        String raw = mark < 0 ? uri : uri.substring(0, mark);
        String query = mark < 0 ? "" : uri.substring(mark + 1);
        String path;
        try {
            path = QueryStringDecoder.decodeComponent(raw.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!path.startsWith("/") || path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        return Optional.of(new RequestTarget(path, query));
    }
}
