package dev.weft.wamp.message;

/** A client calls a procedure. */
public record Call(long request, Dict options, String procedure, Payload payload) implements Message {

    @Override
    public MessageType type() {
        return MessageType.CALL;
    }
}
