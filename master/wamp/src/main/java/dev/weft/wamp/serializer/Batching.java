package dev.weft.wamp.serializer;

import dev.weft.wamp.codec.ProtocolViolation;

/**
 * How the messages of one connection share frames (specification, "Batched Transports"). A frame holds one message or more, at most
 * {@link #MOST_MESSAGES}. For one connection and one thread: what the peer does may decide what is done for it.
 */
public abstract sealed class Batching permits PrefixedBatching, SeparatedBatching {

    /** The largest number of messages in one frame. */
    public static final int MOST_MESSAGES = 1000;

    Batching() {}

    /** Is given the messages of a frame. */
    @FunctionalInterface
    public interface Messages {

        /** A message stands at this place of the frame. */
        void onMessage(int offset, int length);
    }

    /** What a message in a frame takes beside itself, in bytes. */
    public abstract int overhead();

    /** Puts a message at this place of a frame, which has room for it and the overhead; returns the place behind it. */
    public abstract int put(byte[] message, byte[] frame, int at);

    /**
     * Finds the messages in a frame, in order.
     *
     * @throws ProtocolViolation for a frame without a message, with too many, or cut off; those before the fault have been given out
     */
    public abstract void split(byte[] frame, Messages to);

    static void checkCount(int messages) {
        if (messages > MOST_MESSAGES) {
            throw ProtocolViolation.tooComplex("a batch of more than " + MOST_MESSAGES + " messages");
        }
    }

    static ProtocolViolation empty() {
        return ProtocolViolation.of("a batch without a message");
    }
}
