package dev.weft.wamp.message;

/** The router asks a callee to run a procedure. */
public record Invocation(long request, long registration, Dict details, Payload payload) implements Message {

    @Override
    public MessageType type() {
        return MessageType.INVOCATION;
    }
}
