package dev.weft.transport.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of http headers in lower case. A session keeps those of its upgrade: the usual ones are the same object for all sessions. */
final class HeaderNames {

    private static final Map<String, String> USUAL = List.of(
                    HttpHeaderNames.HOST,
                    HttpHeaderNames.UPGRADE,
                    HttpHeaderNames.CONNECTION,
                    HttpHeaderNames.SEC_WEBSOCKET_KEY,
                    HttpHeaderNames.SEC_WEBSOCKET_VERSION,
                    HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL,
                    HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS,
                    HttpHeaderNames.ORIGIN,
                    HttpHeaderNames.USER_AGENT,
                    HttpHeaderNames.ACCEPT,
                    HttpHeaderNames.ACCEPT_ENCODING,
                    HttpHeaderNames.ACCEPT_LANGUAGE,
                    HttpHeaderNames.CACHE_CONTROL,
                    HttpHeaderNames.PRAGMA,
                    HttpHeaderNames.COOKIE,
                    HttpHeaderNames.AUTHORIZATION)
            .stream()
            .map(AsciiString::toString)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private HeaderNames() {}

    static String of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return USUAL.getOrDefault(lower, lower);
    }
}
