package dev.weft.wamp.message;

/** The router acknowledges a publication. */
public record Published(long request, long publication) implements Message {

    @Override
    public MessageType type() {
        return MessageType.PUBLISHED;
    }
}
