package dev.weft.wamp.message;

/** The router acknowledges a subscription. */
public record Subscribed(long request, long subscription) implements Message {

    @Override
    public MessageType type() {
        return MessageType.SUBSCRIBED;
    }
}
