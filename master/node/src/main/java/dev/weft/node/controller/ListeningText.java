package dev.weft.node.controller;

import dev.weft.node.channel.Report;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a transport listens, as people write it. */
final class ListeningText {

    private ListeningText() {}

    /** {@code transport 'open' listens at ws://127.0.0.1:8080}. */
    static String of(Report started) {
        return "transport '" + started.ids().get(0) + "' listens at " + address(started.config());
    }

    private static String address(Map<String, @Nullable Object> config) {
        Map<?, ?> endpoint = config.get("endpoint") instanceof Map<?, ?> given ? given : Map.of();
        if (endpoint.get("path") instanceof String path) {
            return "unix:" + path;
        }
        String host = endpoint.get("interface") instanceof String given
                ? given
                : endpoint.get("version") instanceof Number n && n.intValue() == 6 ? "::" : "0.0.0.0";
        return scheme(String.valueOf(config.get("type")), endpoint.get("tls") != null)
                + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                + ":"
                + endpoint.get("port");
    }

    /** A universal transport has several. */
    private static String scheme(String type, boolean tls) {
        String secure = tls ? "s" : "";
        return switch (type) {
            case "websocket", "websocket.testee" -> "ws" + secure + "://";
            case "rawsocket" -> "rs" + secure + "://";
            case "web" -> "http" + secure + "://";
            default -> tls ? "tls:" : "tcp:";
        };
    }
}
