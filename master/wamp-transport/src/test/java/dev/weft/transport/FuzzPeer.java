package dev.weft.transport;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.link.CloseReason;
import dev.weft.wamp.link.Link;
import dev.weft.wamp.link.LinkAcceptor;
import dev.weft.wamp.link.LinkHandler;
import dev.weft.wamp.message.Message;
import dev.weft.wamp.serializer.Batching;
import dev.weft.wamp.serializer.Serializer;
import dev.weft.wamp.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts bytes through a pipeline, and takes down what came of it. */
public final class FuzzPeer implements LinkAcceptor {

    private final List<String> delivered = new ArrayList<>();
    private final List<CloseReason> closed = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param delivered messages, as {@link #line} has them
     * @param sent all bytes that were sent
     * @param open true where the connection was not ended by our end
     * @param closed the reasons that the handlers of the link were given
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares outcomes
    public record Outcome(List<String> delivered, byte[] sent, boolean open, List<CloseReason> closed) {}

    @Override
    public LinkHandler accept(Link link) {
        return new LinkHandler() {
            @Override
            public void onMessage(Message message) {
                if (!closed.isEmpty()) {
                    throw new AssertionError("a message after the end");
                }
                delivered.add(line(message));
            }

            @Override
            public void onClosed(CloseReason reason) {
                closed.add(reason);
            }
        };
    }

    public List<String> delivered() {
        return delivered;
    }

    public List<CloseReason> closed() {
        return closed;
    }

    /** Writes the pieces, as long as the channel is open, and closes it. */
    public Outcome run(EmbeddedChannel channel, List<byte[]> pieces) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            if (channel.isOpen()) {
                channel.writeInbound(Unpooled.wrappedBuffer(piece));
                channel.runPendingTasks();
            }
            collect(channel, sent);
        }
        boolean open = channel.isOpen();
        channel.close();
        channel.runPendingTasks();
        collect(channel, sent);
        channel.finishAndReleaseAll();
        if (closed.size() > 1) {
            throw new AssertionError("closed twice: " + closed);
        }
        return new Outcome(delivered, sent.toByteArray(), open, closed);
    }

    private static void collect(EmbeddedChannel channel, ByteArrayOutputStream sent) {
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            byte[] bytes = new byte[out.readableBytes()];
            out.readBytes(bytes);
            sent.writeBytes(bytes);
            out.release();
        }
    }

    /** A message in one line, all of its payload read. */
    public static String line(Message message) {
        return message.type() + " "
                + HexFormat.of().formatHex(Serializers.cbor().encode(message));
    }

    /** The messages of a frame, as the serializer has them. */
    public static List<byte[]> split(Serializer serializer, byte[] frame) {
        List<byte[]> all = new ArrayList<>();
        Batching batching = serializer.newBatching().orElse(null);
        if (batching == null) {
            all.add(frame);
        } else {
            batching.split(frame, (offset, length) -> all.add(Arrays.copyOfRange(frame, offset, offset + length)));
        }
        return all;
    }

    /** Reads the messages of a frame, and adds a line for each; returns what is wrong with the first that is none, or null. */
    public static @Nullable ProtocolViolation read(Serializer serializer, byte[] frame, List<String> lines) {
        List<byte[]> messages = new ArrayList<>();
        ProtocolViolation atEnd = null;
        Batching batching = serializer.newBatching().orElse(null);
        try {
            if (batching == null) {
                messages.add(frame);
            } else {
                batching.split(
                        frame, (offset, length) -> messages.add(Arrays.copyOfRange(frame, offset, offset + length)));
            }
        } catch (ProtocolViolation e) {
            atEnd = e;
        }
        for (byte[] bytes : messages) {
            try {
                lines.add(line(serializer.decode(bytes, 0, bytes.length)));
            } catch (ProtocolViolation e) {
                return serializer.binary() || isText(bytes) ? e : notText();
            }
        }
        return atEnd;
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static ProtocolViolation notText() {
        return new ProtocolViolation(
                ProtocolViolation.Kind.INVALID_UTF8, "wamp.error.protocol_violation", "text is not valid UTF-8");
    }
}
