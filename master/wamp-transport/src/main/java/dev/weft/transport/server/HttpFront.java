package dev.weft.transport.server;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.channel.Metering;
import dev.weft.transport.channel.Peers;
import dev.weft.transport.http.HttpRequest;
import dev.weft.transport.http.HttpResponse;
import dev.weft.transport.http.HttpService;
import dev.weft.transport.http.Routes;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the requests of one connection, one after the other, to the services of their paths. */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final long IDLE_MILLIS = 60_000;
    private static final int MOST_WAITING = 16;

    private final ServiceLookup services;
    private final TransportLimits limits;
    private final ArrayDeque<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    /** The last answer was given: what came behind its request, in the same read, is none of ours any more. */
    private boolean over;

    private @Nullable Future<?> timeout;

    HttpFront(ServiceLookup services, TransportLimits limits) {
        this.services = services;
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long millis = limits.handshakeTimeout().toMillis();
        timeout = ctx.channel().eventLoop().schedule(() -> onNoRequest(ctx), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancelTimeout();
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (over) {
            return;
        }
        if (!busy) {
            take(ctx, request);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(request.retain());
        } else {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        boolean stuck = event instanceof IdleStateEvent
                && busy
                && ctx.channel().unsafe().outboundBuffer() != null
                && ctx.channel().unsafe().outboundBuffer().totalPendingWriteBytes() > 0;
        if (stuck) {
            ctx.close();
        } else {
            super.userEventTriggered(ctx, event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{}: connection lost: {}", Peers.text(ctx.channel()), cause.toString());
        ctx.close();
    }

    private void take(ChannelHandlerContext ctx, FullHttpRequest request) {
        busy = true;
        cancelTimeout();
        Metering.of(ctx.channel()).onRequest();
        ResponseWriter writer = ResponseWriter.of(request);
        if (request.decoderResult().isFailure()) {
            write(ctx, writer.closing(), unreadable(ctx, request.decoderResult().cause()));
            return;
        }
        Optional<RequestTarget> target = RequestTarget.parse(request.uri());
        if (target.isEmpty()) {
            write(ctx, writer, HttpResponse.text(400, "The path of this request makes no sense.\n"));
            return;
        }
        Optional<Routes.Match> match = services.find(target.get().path(), wish(request));
        if (match.isEmpty()) {
            write(ctx, writer, HttpResponse.text(404, "Nothing is served at this path.\n"));
        } else if (match.get().service() instanceof HttpService.WebSocketEndpoint endpoint) {
            upgrade(ctx, request, new WebSocketUpgrade(endpoint.settings(), endpoint.acceptor()));
        } else if (match.get().service() instanceof HttpService.EchoEndpoint echo) {
            upgrade(ctx, request, new WebSocketUpgrade(echo.settings(), null));
        } else if (match.get().service() instanceof HttpService.RequestHandler handler) {
            ask(ctx, writer, handler, request(ctx, request, target.get(), match.get()));
        }
    }

    private static ServiceLookup.Wish wish(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                ? ServiceLookup.Wish.WEB_SOCKET
                : ServiceLookup.Wish.ANSWER;
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, WebSocketUpgrade upgrade) {
        HttpResponse refusal = upgrade.refusal(request);
        if (refusal == null) {
            upgrade.perform(ctx.pipeline(), request, headers(request.headers()));
        } else {
            write(ctx, ResponseWriter.of(request).closing(), refusal);
        }
    }

    private void ask(
            ChannelHandlerContext ctx, ResponseWriter writer, HttpService.RequestHandler handler, HttpRequest request) {
        // One request at a time: what the client sends meanwhile stays in its own buffers.
        ctx.channel().config().setAutoRead(false);
        CompletionStage<HttpResponse> answer;
        try {
            answer = handler.handle(request);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((response, failure) -> ctx.executor().execute(() -> {
            ctx.channel().config().setAutoRead(true);
            if (failure != null) {
                LOG.error("{} failed", request, failure);
            }
            HttpResponse given = failure == null ? response : HttpResponse.text(500, "Internal error.\n");
            write(ctx, writer, given).addListener(written -> {
                if (!written.isSuccess()) {
                    handler.onUndelivered(request, given);
                }
            });
        }));
    }

    private ChannelFuture write(ChannelHandlerContext ctx, ResponseWriter writer, HttpResponse response) {
        return writer.write(ctx, response).addListener(written -> {
            busy = false;
            if (!written.isSuccess() || writer.closes()) {
                over = true;
                ctx.close();
                return;
            }
            FullHttpRequest next = waiting.poll();
            if (next == null) {
                await(ctx, IDLE_MILLIS);
                return;
            }
            try {
                take(ctx, next);
            } finally {
                next.release();
            }
        });
    }

    private static HttpResponse unreadable(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            Metering.of(ctx.channel())
                    .onReached(
                            TransportBound.REQUEST_SIZE, Peers.text(ctx.channel()), "a request with headers too large");
        }
        if (cause instanceof TooLongHttpLineException) {
            return HttpResponse.text(414, "The request line is too long.\n");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return HttpResponse.text(431, "The headers are too large.\n");
        }
        return HttpResponse.text(400, "This is no http request.\n");
    }

    private static HttpRequest request(
            ChannelHandlerContext ctx, FullHttpRequest request, RequestTarget target, Routes.Match match) {
        byte[] body = new byte[request.content().readableBytes()];
        request.content().getBytes(request.content().readerIndex(), body);
        return new HttpRequest(
                request.method().name(),
                target.path(),
                match.rest(),
                target.query(),
                headers(request.headers()),
                body,
                Peers.text(ctx.channel()),
                ctx.pipeline().get(SslHandler.class) != null);
    }

    private static Map<String, String> headers(HttpHeaders headers) {
        Map<String, String> all = new LinkedHashMap<>();
        headers.forEach(h -> all.putIfAbsent(HeaderNames.of(h.getKey()), h.getValue()));
        return Map.copyOf(all);
    }

    private void onNoRequest(ChannelHandlerContext ctx) {
        Metering.of(ctx.channel())
                .onReached(
                        TransportBound.HANDSHAKE_TIME,
                        Peers.text(ctx.channel()),
                        "closed: no request within " + limits.handshakeTimeout().toMillis() + " ms");
        ctx.close();
    }

    private void await(ChannelHandlerContext ctx, long millis) {
        timeout = ctx.channel().eventLoop().schedule(() -> ctx.close(), millis, TimeUnit.MILLISECONDS);
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }
}
