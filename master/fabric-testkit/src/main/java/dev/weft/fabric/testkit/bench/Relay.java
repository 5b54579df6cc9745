package dev.weft.fabric.testkit.bench;

import dev.weft.transport.channel.WebSocketKeys;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the forwarder, and all of its pipeline: unmasks the frames that came in place, copies each into the buffer of
 * every peer, and writes each peer's buffer once per read. Nothing is allocated per frame. All peers are on one loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {

    private static final Pattern PATH = Pattern.compile("GET (\\S+) ");
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final int FINAL_BINARY = 0x82;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int HEADER = 4;
    private static final int MASK = 4;

    private final BiFunction<String, Relay, Collection<Relay>> join;
    private Collection<Relay> peers = List.of();
    private ByteBuf rest = Unpooled.EMPTY_BUFFER;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private @Nullable ChannelHandlerContext added;
    private boolean upgraded;

    /** @param join adds this to the side of a path and tells the opposite one */
    Relay(BiFunction<String, Relay, Collection<Relay>> join) {
        this.join = join;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        added = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (rest.isReadable()) {
            ByteBuf joined = context.alloc().buffer(rest.readableBytes() + in.readableBytes());
            joined.writeBytes(rest).writeBytes(in);
            in.release();
            in = joined;
        }
        rest.release();
        if (!upgraded) {
            upgrade(context, in);
        }
        while (upgraded && relayNext(context, in)) {
            continue;
        }
        rest = in;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        for (Relay peer : peers) {
            peer.flush();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void upgrade(ChannelHandlerContext context, ByteBuf in) {
        String request = in.toString(StandardCharsets.US_ASCII);
        Matcher path = PATH.matcher(request);
        Matcher key = KEY.matcher(request);
        if (!request.endsWith("\r\n\r\n") || !path.find() || !key.find()) {
            return;
        }
        in.skipBytes(in.readableBytes());
        upgraded = true;
        peers = join.apply(path.group(1), this);
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: wamp.2.cbor\r\nSec-WebSocket-Accept: " + WebSocketKeys.accept(key.group(1))
                + "\r\n\r\n";
        context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
    }

    /** False where the next frame is not complete yet. */
    private boolean relayNext(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < HEADER + MASK) {
            return false;
        }
        int start = in.readerIndex();
        int length = in.getUnsignedByte(start + 1) & 127;
        int header = 2;
        if (length == TWO_BYTES_OF_LENGTH) {
            length = in.getUnsignedShort(start + 2);
            header = HEADER;
        } else if (length > TWO_BYTES_OF_LENGTH) {
            throw new IllegalArgumentException("frames of 64 KiB and more are not part of the benchmark");
        }
        if (in.readableBytes() < header + MASK + length) {
            return false;
        }
        if (in.getUnsignedByte(start) != FINAL_BINARY) {
            context.close();
            return false;
        }
        int payload = start + header + MASK;
        unmask(in, payload, length, in.getInt(start + header));
        for (Relay peer : peers) {
            peer.append(in, payload, length);
        }
        in.readerIndex(payload + length);
        return true;
    }

    private void append(ByteBuf in, int index, int length) {
        if (out == Unpooled.EMPTY_BUFFER) {
            out = channel().alloc().buffer(1 << 12);
        }
        out.writeByte(FINAL_BINARY);
        if (length < TWO_BYTES_OF_LENGTH) {
            out.writeByte(length);
        } else {
            out.writeByte(TWO_BYTES_OF_LENGTH).writeShort(length);
        }
        out.writeBytes(in, index, length);
    }

    private void flush() {
        if (out.isReadable()) {
            channel().writeAndFlush(out);
            out = Unpooled.EMPTY_BUFFER;
        }
    }

    private ChannelHandlerContext channel() {
        return Objects.requireNonNull(added);
    }

    private static void unmask(ByteBuf in, int start, int length, int mask) {
        int i = 0;
        for (; i + MASK <= length; i += MASK) {
            in.setInt(start + i, in.getInt(start + i) ^ mask);
        }
        for (; i < length; i++) {
            in.setByte(start + i, in.getByte(start + i) ^ mask >>> 24 - 8 * (i & 3));
        }
    }
}
