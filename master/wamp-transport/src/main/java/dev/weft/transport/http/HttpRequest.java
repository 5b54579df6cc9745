package dev.weft.transport.http;

import java.util.Map;

/**
 * A whole request. Everything in it was chosen by the client.
 *
 * @param method upper case: {@code GET}
 * @param path decoded, starts with {@code /}, holds neither {@code .} nor {@code ..} segments
 * @param rest what of the path follows the route: {@code ""} or starts with {@code /}
 * @param query after the {@code ?}, not decoded; {@code ""} without one
 * @param headers names in lower case; of a header that is repeated, the first. May hold secrets
 * @param body at most {@code TransportLimits.bodyBytes}
 * @param peer the other end, for logs: {@code tcp4:127.0.0.1:51234}
 * @param secure true over TLS
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record HttpRequest(
        String method,
        String path,
        String rest,
        String query,
        Map<String, String> headers,
        byte[] body,
        String peer,
        boolean secure) {

    /** Leaves out headers, query and body: they may hold secrets. */
    @Override
    public String toString() {
        return method + " " + path + " from " + peer;
    }
}
