package dev.weft.transport.server;

import dev.weft.transport.Deflate;
import dev.weft.transport.Keepalive;
import dev.weft.transport.TransportLimits;
import dev.weft.wamp.serializer.Serializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a WebSocket server behaves.
 *
 * @param serializers what is on offer; the client's order decides
 * @param allowedOrigins patterns for the {@code Origin} header: scheme, host and port, with {@code *} for any part of it; {@code *}
 *     alone allows all. A request without {@code Origin} does not come from a browser and is not checked
 * @param cookies sets and recognises cookies; null: there are none
 * @param deflate how messages may be compressed; null: not at all
 */
public record WebSocketSettings(
        List<Serializer> serializers,
        TransportLimits limits,
        Keepalive keepalive,
        List<String> allowedOrigins,
        @Nullable CookieTracking cookies,
        @Nullable Deflate deflate) {

    public WebSocketSettings {
        serializers = List.copyOf(serializers);
        allowedOrigins = List.copyOf(allowedOrigins);
        if (serializers.isEmpty()) {
            throw new IllegalArgumentException("a WebSocket server needs at least one serializer");
        }
    }

    /** Without cookies and compression. */
    public WebSocketSettings(
            List<Serializer> serializers, TransportLimits limits, Keepalive keepalive, List<String> allowedOrigins) {
        this(serializers, limits, keepalive, allowedOrigins, null, null);
    }

    public WebSocketSettings withCookies(@Nullable CookieTracking tracking) {
        return new WebSocketSettings(serializers, limits, keepalive, allowedOrigins, tracking, deflate);
    }

    /** These settings with compression, where the client offers it. */
    public WebSocketSettings withDeflate(@Nullable Deflate other) {
        return new WebSocketSettings(serializers, limits, keepalive, allowedOrigins, cookies, other);
    }

    /** All origins, no pings, default limits: what Crossbar.io does unless it is told otherwise. */
    public static WebSocketSettings of(List<Serializer> serializers) {
        return new WebSocketSettings(serializers, TransportLimits.defaults(), Keepalive.none(), List.of("*"));
    }
}
