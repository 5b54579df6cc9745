package dev.weft.wamp.codec;

import dev.weft.wamp.message.Message;
import dev.weft.wamp.message.MessageType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads and writes whole messages in any wire format. A new message type is a record, its codec, and one line of the table here. */
public final class MessageCodecs {

    static final List<MessageCodec<?>> ALL = List.of(
            SessionCodecs.HELLO,
            SessionCodecs.WELCOME,
            SessionCodecs.ABORT,
            SessionCodecs.CHALLENGE,
            SessionCodecs.AUTHENTICATE,
            SessionCodecs.GOODBYE,
            RpcCodecs.ERROR,
            PubSubCodecs.PUBLISH,
            PubSubCodecs.PUBLISHED,
            PubSubCodecs.SUBSCRIBE,
            PubSubCodecs.SUBSCRIBED,
            PubSubCodecs.UNSUBSCRIBE,
            PubSubCodecs.UNSUBSCRIBED,
            PubSubCodecs.EVENT,
            RpcCodecs.CALL,
            RpcCodecs.CANCEL,
            RpcCodecs.RESULT,
            RpcCodecs.REGISTER,
            RpcCodecs.REGISTERED,
            RpcCodecs.UNREGISTER,
            RpcCodecs.UNREGISTERED,
            RpcCodecs.INVOCATION,
            RpcCodecs.INTERRUPT,
            RpcCodecs.YIELD);

    private static final Map<MessageType, MessageCodec<?>> BY_TYPE = new EnumMap<>(MessageType.class);

    static {
        ALL.forEach(codec -> BY_TYPE.put(codec.type(), codec));
    }

    private MessageCodecs() {}

    /** One whole message. Throws {@link ProtocolViolation}. */
    public static Message read(WireReader wire) {
        MessageReader in = new MessageReader(wire);
        Message message = of(in.type()).read().from(in);
        in.end();
        return message;
    }

    /** One whole message. Throws {@link Unencodable}. */
    public static void write(Message message, WireWriter wire) {
        of(message.type()).write(new MessageWriter(wire), message);
        wire.endMessage();
    }

    private static MessageCodec<?> of(MessageType type) {
        return Objects.requireNonNull(BY_TYPE.get(type));
    }
}
