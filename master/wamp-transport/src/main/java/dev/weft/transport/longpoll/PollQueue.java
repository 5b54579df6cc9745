package dev.weft.transport.longpoll;

import dev.weft.wamp.serializer.Batching;
import dev.weft.wamp.serializer.Serializer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Messages that wait to be polled. Loop-confined. */
final class PollQueue {

    private final int mostBytes;
    private final int mostMessages;
    private final @Nullable Batching batching;
    private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
    private int bytes;

    PollQueue(LongPollSettings settings, @Nullable Batching batching) {
        this.mostBytes = settings.queueBytes();
        this.mostMessages = settings.queueMessages();
        this.batching = batching;
    }

    /** False: it is full. */
    boolean add(byte[] message) {
        boolean fits =
                messages.isEmpty() || (messages.size() < mostMessages && (long) bytes + message.length <= mostBytes);
        if (fits) {
            messages.add(message);
            bytes += message.length;
        }
        return fits;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    /** The body of one answer: the next message, or where they may share one, all of them. */
    byte[] take() {
        if (batching == null) {
            return next();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(bytes + messages.size() * batching.overhead());
        for (int i = 0; i < Batching.MOST_MESSAGES && !messages.isEmpty(); i++) {
            byte[] message = next();
            byte[] framed = new byte[message.length + batching.overhead()];
            batching.put(message, framed, 0);
            body.writeBytes(framed);
        }
        return body.toByteArray();
    }

    private byte[] next() {
        byte[] message = messages.remove();
        bytes -= message.length;
        return message;
    }

    void clear() {
        messages.clear();
        bytes = 0;
    }

    static String contentType(Serializer serializer) {
        return switch (serializer.single().name()) {
            case "json" -> "application/json; charset=utf-8";
            case "msgpack" -> "application/x-msgpack";
            default -> "application/" + serializer.single().name();
        };
    }
}
