package dev.weft.transport.server;

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
        timeout = ctx.channel().eventLoop().schedule(() -> ctx.close(), within.toMillis(), TimeUnit.MILLISECONDS);
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
