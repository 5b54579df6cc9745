package dev.weft.wamp.message;

/** A client asks for events. */
public record Subscribe(long request, Dict options, String topic) implements Message {

    @Override
    public MessageType type() {
        return MessageType.SUBSCRIBE;
    }
}
