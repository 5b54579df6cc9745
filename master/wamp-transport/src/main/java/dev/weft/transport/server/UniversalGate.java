package dev.weft.transport.server;

import dev.weft.transport.channel.RawSocketFraming;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at the first byte of a connection: RawSocket begins with 0x7F, and no http request does. */
final class UniversalGate extends ByteToMessageDecoder {

    private final ServerProtocol.Universal protocol;
    private final Consumer<ChannelHandlerContext> http;
    private @Nullable Future<?> timeout;

    /** @param http puts http behind this handler */
    UniversalGate(ServerProtocol.Universal protocol, Consumer<ChannelHandlerContext> http) {
        this.protocol = protocol;
        this.http = http;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timeout = ctx.channel()
                .eventLoop()
                .schedule(
                        () -> ctx.close(), protocol.limits().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        if (timeout != null) {
            timeout.cancel(false);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        ServerProtocol.RawSocket rawSocket = protocol.rawSocket();
        if (in.getUnsignedByte(in.readerIndex()) != RawSocketFraming.MAGIC) {
            http.accept(ctx);
            ctx.pipeline().remove(this);
        } else if (rawSocket != null) {
            ctx.pipeline().replace(this, null, new RawSocketGate(rawSocket));
        } else {
            in.skipBytes(in.readableBytes());
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
