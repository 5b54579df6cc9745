package dev.weft.wamp.message;

/** The router returns a result to the caller. */
public record Result(long request, Dict details, Payload payload) implements Message {

    @Override
    public MessageType type() {
        return MessageType.RESULT;
    }
}
