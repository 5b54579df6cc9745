package dev.weft.wamp.message;

/** A callee returns a result. */
public record Yield(long request, Dict options, Payload payload) implements Message {

    @Override
    public MessageType type() {
        return MessageType.YIELD;
    }
}
