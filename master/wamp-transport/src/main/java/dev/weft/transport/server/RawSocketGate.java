package dev.weft.transport.server;

import dev.weft.transport.channel.LinkSetup;
import dev.weft.transport.channel.LinkUse;
import dev.weft.transport.channel.Peers;
import dev.weft.transport.channel.RawSocketFraming;
import dev.weft.transport.channel.RawSocketHandler;
import dev.weft.transport.channel.TlsFacts;
import dev.weft.wamp.link.LinkInfo;
import dev.weft.wamp.serializer.Serializer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server's side of the RawSocket handshake: four bytes in, four bytes out, then it gives way to the frames. */
final class RawSocketGate extends FirstBytes {

    private static final int UNKNOWN_SERIALIZER = 1;
    private static final int RESERVED_BITS = 3;

    private final ServerProtocol.RawSocket protocol;

    RawSocketGate(ServerProtocol.RawSocket protocol) {
        super(protocol.limits().handshakeTimeout());
        this.protocol = protocol;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.getUnsignedByte(in.readerIndex()) != RawSocketFraming.MAGIC) {
            // Not RawSocket: nothing that we say would be understood.
            in.skipBytes(in.readableBytes());
            ctx.close();
            return;
        }
        if (in.readableBytes() < RawSocketFraming.HANDSHAKE_BYTES) {
            return;
        }
        in.skipBytes(1);
        int choice = in.readUnsignedByte();
        int reserved = in.readUnsignedShort();
        Optional<Serializer> serializer = protocol.settings().serializers().stream()
                .filter(s -> s.rawSocketId() == (choice & 0x0F))
                .findFirst();
        if (reserved != 0) {
            refuse(ctx, in, RESERVED_BITS);
        } else if (serializer.isEmpty()) {
            refuse(ctx, in, UNKNOWN_SERIALIZER);
        } else {
            accept(ctx, serializer.get(), choice >>> 4);
        }
    }

    private void refuse(ChannelHandlerContext ctx, ByteBuf in, int error) {
        in.skipBytes(in.readableBytes());
        answer(ctx, error << 4).addListener(ChannelFutureListener.CLOSE);
    }

    private void accept(ChannelHandlerContext ctx, Serializer serializer, int peerLengthCode) {
        int ours = RawSocketFraming.lengthCode(protocol.limits().messageBytes());
        answer(ctx, ours << 4 | serializer.rawSocketId());
        TlsFacts tls = TlsFacts.ofServer(ctx.pipeline());
        LinkInfo info = new LinkInfo(
                "rawsocket",
                serializer.name(),
                Peers.text(ctx.channel()),
                tls.secure(),
                tls.channelIds(),
                Map.of(),
                tls.clientCertificate(),
                null);
        LinkSetup setup = new LinkSetup(
                new LinkUse.Wamp(serializer, protocol.acceptor()),
                RawSocketFraming.of(peerLengthCode),
                protocol.limits(),
                protocol.settings().keepalive(),
                info);
        ctx.pipeline().replace(this, null, new RawSocketHandler(setup));
    }

    private static ChannelFuture answer(ChannelHandlerContext ctx, int second) {
        ByteBuf bytes = ctx.alloc().buffer(RawSocketFraming.HANDSHAKE_BYTES);
        bytes.writeByte(RawSocketFraming.MAGIC).writeByte(second).writeShort(0);
        return ctx.writeAndFlush(bytes);
    }
}
