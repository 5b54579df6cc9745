package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Message;
import java.util.Optional;

/** One wire format. Stateless, safe for use by many threads. */
public interface Serializer {

    /** {@code json}, {@code cbor} or {@code msgpack}, the name in Crossbar.io's configuration, with {@code .batched} where so. */
    String name();

    /** True where frames are binary: then WebSocket uses binary frames. */
    boolean binary();

    /** The number of this serializer in the RawSocket handshake: JSON 1, MsgPack 2, CBOR 3; 0: RawSocket does not have it. */
    int rawSocketId();

    /**
     * The message in bytes, to be closed by this thread when they are where they belong.
     *
     * @throws dev.weft.wamp.codec.Unencodable for a value that this format cannot carry, whoever made it: also when a payload that
     *     arrived in another format is transcoded
     */
    EncodedMessage write(Message message);

    /** The same in an array of its own. */
    default byte[] encode(Message message) {
        try (EncodedMessage bytes = write(message)) {
            return bytes.toByteArray();
        }
    }

    /**
     * One message. Payloads keep referring to the array, which the caller must not change any more.
     *
     * @throws dev.weft.wamp.codec.ProtocolViolation for bytes that are no WAMP message, or that break a limit
     */
    Message decode(byte[] bytes, int offset, int length);

    /** The serializer of one message's bytes: itself, or for a batched one the plain one. */
    default Serializer single() {
        return this;
    }

    /** How messages share frames on one connection; empty: each has a frame of its own. */
    default Optional<Batching> newBatching() {
        return Optional.empty();
    }
}
