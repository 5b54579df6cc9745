package dev.weft.wamp.message;

/** A client ends a subscription. */
public record Unsubscribe(long request, long subscription) implements Message {

    @Override
    public MessageType type() {
        return MessageType.UNSUBSCRIBE;
    }
}
