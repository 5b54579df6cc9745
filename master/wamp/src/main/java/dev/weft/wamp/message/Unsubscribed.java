package dev.weft.wamp.message;

/** The router acknowledges it; with request 0 and the details {@code subscription} and {@code reason} it revoked the subscription. */
public record Unsubscribed(long request, Dict details) implements Message {

    @Override
    public MessageType type() {
        return MessageType.UNSUBSCRIBED;
    }
}
