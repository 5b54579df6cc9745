package dev.weft.wamp.message;

/** A client offers a procedure. */
public record Register(long request, Dict options, String procedure) implements Message {

    @Override
    public MessageType type() {
        return MessageType.REGISTER;
    }
}
