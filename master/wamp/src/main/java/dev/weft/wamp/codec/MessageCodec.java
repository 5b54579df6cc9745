package dev.weft.wamp.codec;

import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;

/**
 * One message type between its record and the elements of its list, written once for all wire formats.
 *
 * @param read everything after the message code, in the order of the list
 * @param write the whole message, its code included
 */
record MessageCodec<M extends Message>(MessageType type, Class<M> record, Read<M> read, Write<M> write) {

    @FunctionalInterface
    interface Read<M> {
        M from(MessageReader in);
    }

    @FunctionalInterface
    interface Write<M> {
        void to(MessageWriter out, M message);
    }

    void write(MessageWriter out, Message message) {
        write.to(out, record.cast(message));
    }
}
