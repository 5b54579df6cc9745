package dev.weft.transport.server;

import dev.weft.transport.channel.RawSocketFraming;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.function.Consumer;

/** Looks at the first byte of a connection: RawSocket begins with 0x7F, and no http request does. */
final class UniversalGate extends FirstBytes {

    private final ServerProtocol.Universal protocol;
    private final Consumer<ChannelHandlerContext> http;

    /** @param http puts http behind this handler */
    UniversalGate(ServerProtocol.Universal protocol, Consumer<ChannelHandlerContext> http) {
        super(protocol.limits().handshakeTimeout());
        this.protocol = protocol;
        this.http = http;
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
}
