package dev.weft.transport.client;

import dev.weft.transport.Deflate;
import dev.weft.transport.channel.DeflateAgreement;
import dev.weft.transport.channel.PerMessageDeflate;
import dev.weft.transport.channel.WebSocketFraming;
import dev.weft.transport.channel.WebSocketFraming.Data;
import dev.weft.transport.channel.WebSocketFraming.Role;
import dev.weft.transport.channel.WebSocketHandler;
import dev.weft.transport.channel.WebSocketKeys;
import dev.weft.wamp.error.Printable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's side of the opening handshake of WebSocket (RFC 6455, 4.1). */
final class WebSocketOpening extends SimpleChannelInboundHandler<HttpObject> {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Opening opening;
    private final String key;
    private boolean accepted;
    private @Nullable DeflateAgreement agreed;

    WebSocketOpening(Opening opening) {
        this.opening = opening;
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, opening.target().path());
        HttpHeaders headers = request.headers();
        opening.settings().headers().forEach(headers::set);
        headers.set(HttpHeaderNames.HOST, opening.target().hostHeader())
                .set(HttpHeaderNames.USER_AGENT, opening.settings().userAgent())
                .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key)
                .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subprotocol());
        Deflate deflate = opening.settings().deflate();
        if (deflate != null) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, DeflateAgreement.offer(deflate));
        }
        ctx.writeAndFlush(request);
        super.channelActive(ctx);
    }

    private String subprotocol() {
        return WebSocketKeys.subprotocol(opening.settings().serializer().name());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (message instanceof HttpResponse response) {
            String fault = fault(response);
            if (fault != null) {
                opening.failed(fault, response.decoderResult().cause());
                ctx.close();
                return;
            }
            accepted = true;
        }
        if (accepted && message instanceof LastHttpContent) {
            if (opening.succeeded()) {
                toFrames(ctx);
            } else {
                ctx.close();
            }
        }
    }

    private void toFrames(ChannelHandlerContext ctx) {
        Data data = opening.settings().serializer().binary() ? Data.BINARY : Data.TEXT;
        PerMessageDeflate deflate = agreed == null
                ? null
                : PerMessageDeflate.client(agreed, opening.settings().limits().messageBytes());
        WebSocketFraming framing = new WebSocketFraming(Role.CLIENT, data, deflate);
        ctx.pipeline().addLast(new WebSocketHandler(opening.setup(ctx.channel(), framing), framing));
        ctx.pipeline().remove(this);
        ctx.pipeline().remove(HttpClientCodec.class);
    }

    private @Nullable String fault(HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            return "what answers there is not http";
        }
        int status = response.status().code();
        if (status != 101) {
            return "the router answered " + status + " "
                    + Printable.of(response.status().reasonPhrase()) + remedy(status);
        }
        HttpHeaders headers = response.headers();
        boolean upgraded = response.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && WebSocketKeys.accept(key).equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT));
        if (!upgraded) {
            return "the answer to the WebSocket upgrade is not a valid one";
        }
        if (!subprotocol().equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))) {
            return "the router did not agree to " + subprotocol();
        }
        return extensionFault(headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
    }

    private @Nullable String extensionFault(List<String> extensions) {
        Deflate deflate = opening.settings().deflate();
        if (extensions.isEmpty()) {
            return null;
        }
        if (deflate == null) {
            return "the router uses an extension that was not offered";
        }
        try {
            agreed = DeflateAgreement.conclude(extensions, deflate);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private String remedy(int status) {
        return switch (status) {
            case 400 -> ". Does it speak " + subprotocol() + "?";
            case 200, 404, 426 -> ". Is the path of the url the one of its WebSocket endpoint?";
            case 403 -> ". It does not allow this origin";
            default -> "";
        };
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        opening.failed("the connection was closed during the upgrade. Is it WebSocket that is spoken there?", null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        opening.failed(ConnectFailures.text(cause, opening.target()), cause);
        ctx.close();
    }
}
