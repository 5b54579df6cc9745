package dev.weft.transport.channel;

import dev.weft.wamp.serializer.Batching;
import java.util.ArrayList;
import java.util.List;

/** The frame that messages are being gathered in, for a serializer that batches. Loop-confined. */
final class BatchFrame {

    private final Batching batching;
    private final int mostBytes;
    private final List<byte[]> messages = new ArrayList<>();
    private int bytes;

    /** @param mostBytes of a frame; a message that is larger has a frame of its own */
    BatchFrame(Batching batching, int mostBytes) {
        this.batching = batching;
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    boolean takes(byte[] message) {
        return messages.isEmpty()
                || (messages.size() < Batching.MOST_MESSAGES
                        && (long) bytes + message.length + batching.overhead() <= mostBytes);
    }

    void add(byte[] message) {
        messages.add(message);
        bytes += message.length + batching.overhead();
    }

    /** The payload of the frame; the next one begins. */
    byte[] take() {
        byte[] payload = new byte[bytes];
        int at = 0;
        for (byte[] message : messages) {
            at = batching.put(message, payload, at);
        }
        clear();
        return payload;
    }

    void clear() {
        messages.clear();
        bytes = 0;
    }
}
