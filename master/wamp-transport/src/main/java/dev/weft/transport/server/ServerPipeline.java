package dev.weft.transport.server;

import dev.weft.transport.TransportLimits;
import dev.weft.transport.http.HttpService.WebSocketEndpoint;
import dev.weft.transport.http.Routes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What stands in the pipeline of a new connection. */
final class ServerPipeline extends ChannelInitializer<Channel> {

    private static final int MOST_REQUEST_LINE_BYTES = 4096;

    private final ServerProtocol protocol;
    private final @Nullable TlsFiles tls;
    private final ConnectionCount connections;

    ServerPipeline(ServerProtocol protocol, @Nullable TlsFiles tls, ConnectionCount connections) {
        this.protocol = protocol;
        this.tls = tls;
        this.connections = connections;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!connections.add(channel)) {
            channel.close();
            return;
        }
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            SslHandler handler = tls.context().newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(
                    protocol.limits().handshakeTimeout().toMillis());
            pipeline.addLast(handler);
        }
        if (protocol instanceof ServerProtocol.RawSocket raw) {
            pipeline.addLast(new RawSocketGate(raw));
        } else if (protocol instanceof ServerProtocol.WebSocket webSocket) {
            WebSocketEndpoint endpoint = new WebSocketEndpoint(webSocket.settings(), webSocket.acceptor());
            Routes.Match everywhere = new Routes.Match("/", "", endpoint);
            addHttp(pipeline, new HttpFront((path, wish) -> Optional.of(everywhere), protocol.limits()));
        } else if (protocol instanceof ServerProtocol.Web web) {
            addHttp(pipeline, new HttpFront((path, wish) -> web.routes().find(path), protocol.limits()));
        } else if (protocol instanceof ServerProtocol.Universal universal) {
            pipeline.addLast(new UniversalGate(
                    universal, ctx -> addHttp(ctx.pipeline(), new HttpFront(lookup(universal), protocol.limits()))));
        } else if (protocol instanceof ServerProtocol.StreamEcho) {
            pipeline.addLast(new StreamEcho());
        }
    }

    private static ServiceLookup lookup(ServerProtocol.Universal universal) {
        return (path, wish) -> {
            Optional<Routes.Match> webSocket = wish == ServiceLookup.Wish.WEB_SOCKET
                    ? universal.webSockets().find(path)
                    : Optional.empty();
            return webSocket.isPresent() ? webSocket : universal.web().find(path);
        };
    }

    private void addHttp(ChannelPipeline pipeline, HttpFront front) {
        TransportLimits limits = protocol.limits();
        pipeline.addLast(new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_REQUEST_LINE_BYTES)
                .setMaxHeaderSize(limits.headerBytes())));
        pipeline.addLast(new IdleStateHandler(true, 0, limits.outboundStall().toMillis(), 0, TimeUnit.MILLISECONDS));
        if (tls != null) {
            pipeline.addLast(new ChunkedWriteHandler());
        }
        pipeline.addLast(new BodyLimit(limits.bodyBytes()));
        pipeline.addLast(front);
    }

    /** Takes http out of a pipeline. The codec last: bytes that it has read too much go to who comes next. */
    static void removeHttp(ChannelPipeline pipeline) {
        List<Class<? extends ChannelHandler>> parts = List.of(
                HttpFront.class,
                BodyLimit.class,
                ChunkedWriteHandler.class,
                IdleStateHandler.class,
                HttpServerCodec.class);
        for (Class<? extends ChannelHandler> part : parts) {
            if (pipeline.get(part) != null) {
                pipeline.remove(part);
            }
        }
    }
}
