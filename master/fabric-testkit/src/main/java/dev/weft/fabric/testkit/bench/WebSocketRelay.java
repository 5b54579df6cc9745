package dev.weft.fabric.testkit.bench;

import dev.weft.fabric.testkit.bench.Meeting.Seat;
import dev.weft.transport.channel.WebSocketKeys;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Of WebSocket frames, which are unmasked in place. */
final class WebSocketRelay extends Relay {

    private static final Pattern PATH = Pattern.compile("GET /(\\w)/(\\d+) ");
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final Pattern SUBPROTOCOL = Pattern.compile("(?i)sec-websocket-protocol: *(\\S+)");
    private static final int FINAL = 0x80;
    private static final int TWO_BYTES_OF_LENGTH = 126;
    private static final int EIGHT_BYTES_OF_LENGTH = 127;
    private static final int MASK = 4;

    private static final int FINAL_BINARY = 0x82;

    private final Meeting<Relay> meeting;

    WebSocketRelay(Meeting<Relay> meeting) {
        this.meeting = meeting;
    }

    @Override
    @Nullable
    Seat<Relay> open(ChannelHandlerContext context, ByteBuf in) {
        String request = in.toString(StandardCharsets.US_ASCII);
        Matcher path = PATH.matcher(request);
        Matcher key = KEY.matcher(request);
        Matcher subprotocol = SUBPROTOCOL.matcher(request);
        if (!request.endsWith("\r\n\r\n") || !path.find() || !key.find() || !subprotocol.find()) {
            return null;
        }
        in.skipBytes(in.readableBytes());
        String answer =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: "
                        + subprotocol.group(1) + "\r\nSec-WebSocket-Accept: " + WebSocketKeys.accept(key.group(1))
                        + "\r\n\r\n";
        context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
        return meeting.join(path.group(1).charAt(0), Integer.parseInt(path.group(2)), this);
    }

    @Override
    boolean relayNext(ByteBuf in) {
        int readable = in.readableBytes();
        if (readable < 2) {
            return false;
        }
        int start = in.readerIndex();
        int length = in.getUnsignedByte(start + 1) & 127;
        int header = 2;
        if (length == TWO_BYTES_OF_LENGTH) {
            header += Short.BYTES;
            length = readable < header ? 0 : in.getUnsignedShort(start + 2);
        } else if (length == EIGHT_BYTES_OF_LENGTH) {
            header += Long.BYTES;
            length = readable < header ? 0 : Math.toIntExact(in.getLong(start + 2));
        }
        if (readable < header + MASK + length) {
            return false;
        }
        if ((in.getUnsignedByte(start) & FINAL) == 0) {
            throw new IllegalArgumentException("fragments are not part of the benchmark");
        }
        int payload = start + header + MASK;
        unmask(in, payload, length, in.getInt(start + header));
        relay(in, payload, length);
        return true;
    }

    /** Binary also for text: nobody looks. */
    @Override
    void head(ByteBuf to, int length) {
        to.writeByte(FINAL_BINARY);
        if (length < TWO_BYTES_OF_LENGTH) {
            to.writeByte(length);
        } else if (length < 1 << 16) {
            to.writeByte(TWO_BYTES_OF_LENGTH).writeShort(length);
        } else {
            to.writeByte(EIGHT_BYTES_OF_LENGTH).writeLong(length);
        }
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
