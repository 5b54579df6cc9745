package dev.weft.transport.server;

import dev.weft.transport.Deflate;
import dev.weft.transport.channel.DeflateAgreement;
import dev.weft.transport.channel.LinkSetup;
import dev.weft.transport.channel.LinkUse;
import dev.weft.transport.channel.Peers;
import dev.weft.transport.channel.PerMessageDeflate;
import dev.weft.transport.channel.WebSocketFraming;
import dev.weft.transport.channel.WebSocketFraming.Data;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.transport.channel.WebSocketHandler;
import dev.weft.transport.channel.WebSocketKeys;
import dev.weft.transport.http.HttpResponse;
import dev.weft.wamp.link.LinkAcceptor;
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
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's side of the opening handshake of WebSocket (RFC 6455, 4.2). */
final class WebSocketUpgrade {

    private static final String VERSION = "13";

    private final WebSocketSettings settings;
    private final @Nullable LinkAcceptor acceptor;
    private final Origins origins;

    /** @param acceptor null: what comes is sent back */
    WebSocketUpgrade(WebSocketSettings settings, @Nullable LinkAcceptor acceptor) {
        this.settings = settings;
        this.acceptor = acceptor;
        this.origins = new Origins(settings.allowedOrigins());
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
        if (acceptor != null && chosen(headers).isEmpty()) {
            return HttpResponse.text(
                    400, "None of the offered subprotocols is spoken here; these are: " + offer() + "\n");
        }
        try {
            agreed(headers);
        } catch (IllegalArgumentException malformed) {
            return HttpResponse.text(400, malformed.getMessage() + ".\n");
        }
        return null;
    }

    /** Answers, and turns the pipeline from http to frames. Only for requests that are not refused. */
    void perform(ChannelPipeline pipeline, FullHttpRequest request, Map<String, String> headers) {
        Optional<Serializer> serializer = acceptor == null ? Optional.empty() : chosen(request.headers());
        Optional<DeflateAgreement> agreed = agreed(request.headers());
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS);
        String key = String.valueOf(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY));
        response.headers()
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, WebSocketKeys.accept(key));
        serializer.ifPresent(s ->
                response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, WebSocketKeys.subprotocol(s.name())));
        agreed.ifPresent(a -> response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, a.answer()));
        pipeline.writeAndFlush(response);
        PerMessageDeflate deflate = deflate(agreed.orElse(null));
        WebSocketFraming framing = new WebSocketFraming(Role.SERVER, data(serializer.orElse(null)), deflate);
        String name = serializer.map(Serializer::name).orElse("none");
        boolean secure = pipeline.get(SslHandler.class) != null;
        LinkInfo info = new LinkInfo(
                "websocket",
                name,
                Peers.text(pipeline.channel()),
                secure,
                Map.of(),
                headers,
                ClientCertificates.fingerprint(pipeline));
        LinkUse use = acceptor == null ? new LinkUse.Echo() : new LinkUse.Wamp(serializer.orElseThrow(), acceptor);
        LinkSetup setup = new LinkSetup(use, framing, settings.limits(), settings.keepalive(), info);
        pipeline.addLast(new WebSocketHandler(setup, framing));
        ServerPipeline.removeHttp(pipeline);
    }

    private static Data data(@Nullable Serializer serializer) {
        return serializer == null ? Data.ANY : serializer.binary() ? Data.BINARY : Data.TEXT;
    }

    private @Nullable PerMessageDeflate deflate(@Nullable DeflateAgreement agreed) {
        Deflate ours = settings.deflate();
        if (ours == null || agreed == null) {
            return null;
        }
        int most = settings.limits().messageBytes();
        return acceptor == null ? PerMessageDeflate.echo(agreed, most) : PerMessageDeflate.server(ours, agreed, most);
    }

    /** @throws IllegalArgumentException for a malformed header */
    private Optional<DeflateAgreement> agreed(HttpHeaders headers) {
        Deflate ours = settings.deflate();
        return ours == null
                ? Optional.empty()
                : DeflateAgreement.accept(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS), ours);
    }

    /** The first of the client's subprotocols that is on offer. */
    private Optional<Serializer> chosen(HttpHeaders headers) {
        for (String header : headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String name : header.split(",")) {
                for (Serializer serializer : settings.serializers()) {
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
                settings.serializers().stream()
                        .map(s -> WebSocketKeys.subprotocol(s.name()))
                        .toList());
    }
}
