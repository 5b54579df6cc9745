package dev.weft.wamp.serializer;

import dev.weft.wamp.message.Message;

/** One wire format. Stateless, safe for use by many threads. */
public interface Serializer {

    /** {@code json}, {@code cbor} or {@code msgpack}: the name in Crossbar.io's configuration. */
    String name();

    /** True where frames are binary: then WebSocket uses binary frames. */
    boolean binary();

    /** The number of this serializer in the RawSocket handshake: JSON 1, MsgPack 2, CBOR 3. */
    int rawSocketId();

    /**
     * The message in bytes of its own.
     *
     * @throws dev.weft.wamp.codec.Unencodable for a value that this format cannot carry, whoever made it: also when a payload that
     *     arrived in another format is transcoded
     */
    byte[] encode(Message message);

    /**
     * One message. Payloads keep referring to the array, which the caller must not change any more.
     *
     * @throws dev.weft.wamp.codec.ProtocolViolation for bytes that are no WAMP message, or that break a limit
     */
    Message decode(byte[] bytes, int offset, int length);
}
