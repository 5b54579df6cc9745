package dev.weft.wamp.message;

/** The router acknowledges it; with request 0 and the details {@code registration} and {@code reason} it revoked the registration. */
public record Unregistered(long request, Dict details) implements Message {

    @Override
    public MessageType type() {
        return MessageType.UNREGISTERED;
    }
}
