package dev.weft.wamp.message;

/** A client withdraws a procedure. */
public record Unregister(long request, long registration) implements Message {

    @Override
    public MessageType type() {
        return MessageType.UNREGISTER;
    }
}
