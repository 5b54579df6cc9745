package dev.weft.transport.server;

import dev.weft.transport.TransportBound;
import dev.weft.transport.channel.Metering;
import dev.weft.transport.channel.Peers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the bytes that open a connection; a peer that does not send them in time, or sends others, is gone. */
abstract class FirstBytes extends ByteToMessageDecoder {

    private final Duration within;
    private @Nullable Future<?> timeout;

    FirstBytes(Duration within) {
        this.within = within;
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        timeout = ctx.channel()
                .eventLoop()
                .schedule(() -> onTimeout(ctx.channel()), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void onTimeout(Channel channel) {
        Metering.of(channel)
                .onReached(
                        TransportBound.HANDSHAKE_TIME,
                        Peers.text(channel),
                        "closed: no handshake within " + within.toMillis() + " ms");
        channel.close();
    }

    @Override
    protected final void handlerRemoved0(ChannelHandlerContext ctx) {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
