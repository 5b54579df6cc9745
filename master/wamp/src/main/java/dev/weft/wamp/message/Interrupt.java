package dev.weft.wamp.message;

/** The router asks a callee to stop an invocation. */
public record Interrupt(long request, Dict options) implements Message {

    @Override
    public MessageType type() {
        return MessageType.INTERRUPT;
    }
}
