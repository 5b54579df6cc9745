package dev.weft.wamp.message;

/** The router acknowledges a registration. */
public record Registered(long request, long registration) implements Message {

    @Override
    public MessageType type() {
        return MessageType.REGISTERED;
    }
}
