package dev.weft.transport.server;

import dev.weft.transport.channel.LinkSetup;
import dev.weft.transport.channel.Peers;
import dev.weft.transport.channel.TlsFacts;
import dev.weft.transport.channel.WebSocketFraming;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.transport.channel.WebSocketHandler;
import dev.weft.transport.channel.WebSocketKeys;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService.WebSocketEndpoint;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.serializer.Serializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's side of the opening handshake of WebSocket (RFC 6455, 4.2). */
final class WebSocketUpgrade {

    private static final String VERSION = "13";

    private final WebSocketEndpoint endpoint;
    private final Origins origins;

    WebSocketUpgrade(WebSocketEndpoint endpoint) {
        this.endpoint = endpoint;
        this.origins = new Origins(endpoint.settings().allowedOrigins());
    }

    /** Why this request is refused; null: it is not. */
    @Nullable
    HttpResponse refusal(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return HttpResponse.text(426, "This is a WAMP endpoint: connect with WebSocket.\n")
                    .with("Upgrade", "websocket");
        }
        if (!request.method().equals(HttpMethod.GET)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)) {
            return HttpResponse.text(400, "A WebSocket upgrade is a GET of HTTP/1.1 with \"Connection: Upgrade\".\n");
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return HttpResponse.text(426, "Only version 13 of WebSocket is spoken here.\n")
                    .with("Sec-WebSocket-Version", VERSION);
        }
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (key == null || !WebSocketKeys.isKey(key)) {
            return HttpResponse.text(400, "Sec-WebSocket-Key must be 16 bytes in base64.\n");
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !origins.allows(origin)) {
            return HttpResponse.text(403, "This origin is not allowed here.\n");
        }
        if (chosen(headers).isEmpty()) {
            return HttpResponse.text(
                    400, "None of the offered subprotocols is spoken here; these are: " + offer() + "\n");
        }
        return null;
    }

    /** Answers, and turns the pipeline from http to frames. Only for requests that are not refused. */
    void perform(ChannelPipeline pipeline, FullHttpRequest request, Map<String, String> headers) {
        Serializer serializer = chosen(request.headers()).orElseThrow();
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        String key = String.valueOf(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, WebSocketKeys.accept(key))
                .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, WebSocketKeys.subprotocol(serializer.name()));
        TlsFacts tls = TlsFacts.ofServer(pipeline);
        CookieTracking.Cookie cookie = cookie(headers.get("cookie"), tls.secure());
        if (cookie != null && cookie.header() != null) {
            response.headers().set(HttpHeaderNames.SET_COOKIE, cookie.header());
        }
        pipeline.writeAndFlush(response);
        LinkInfo info = new LinkInfo(
                "websocket",
                serializer.name(),
                Peers.text(pipeline.channel()),
                tls.secure(),
                tls.channelIds(),
                headers,
                tls.clientCertificate(),
                cookie == null ? null : cookie.value());
        WebSocketFraming framing =
                serializer.binary() ? WebSocketFraming.binary(Role.SERVER) : WebSocketFraming.text(Role.SERVER);
        WebSocketSettings settings = endpoint.settings();
        LinkSetup setup =
                new LinkSetup(serializer, framing, settings.limits(), settings.keepalive(), info, endpoint.acceptor());
        pipeline.addLast(new WebSocketHandler(setup, framing));
        ServerPipeline.removeHttp(pipeline);
    }

    private CookieTracking.@Nullable Cookie cookie(@Nullable String shown, boolean secure) {
        CookieTracking cookies = endpoint.settings().cookies();
        return cookies == null ? null : cookies.recognise(shown, secure);
    }

    /** The first of the client's subprotocols that is on offer. */
    private Optional<Serializer> chosen(HttpHeaders headers) {
        for (String header : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String name : header.split(",")) {
                for (Serializer serializer : endpoint.settings().serializers()) {
                    if (WebSocketKeys.subprotocol(serializer.name()).equals(name.trim())) {
                        return Optional.of(serializer);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private String offer() {
        return String.join(
                ", ",
                endpoint.settings().serializers().stream()
                        .map(s -> WebSocketKeys.subprotocol(s.name()))
                        .toList());
    }
}
