package dev.weft.wamp.serializer;

/**
 * A message in bytes, some of which may still lie where its payload came in. For the thread that made it, until it is closed: then its
 * room is that of the next message.
 */
public sealed interface EncodedMessage extends AutoCloseable permits Output, WholeMessage {

    /** Is given the bytes, piece by piece. */
    @FunctionalInterface
    interface Target {

        /** Takes what is in this part of the array, now: when this returns, it may change. */
        void put(byte[] bytes, int offset, int length);
    }

    /** A message that somebody else keeps in this array. */
    static EncodedMessage of(byte[] bytes) {
        return new WholeMessage(bytes);
    }

    /** In bytes. */
    int size();

    void copyTo(Target target);

    /** All of it in an array of its own. */
    byte[] toByteArray();

    /** All of it in an array that nobody may change: where this was kept, the same array each time. */
    byte[] array();

    /** The same for any thread and for ever; it need not be closed. */
    EncodedMessage keep();

    @Override
    void close();
}
