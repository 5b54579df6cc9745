package dev.weft.wamp.message;

/** Either side ends the opening handshake. */
public record Abort(Dict details, String reason) implements Message {

    @Override
    public MessageType type() {
        return MessageType.ABORT;
    }
}
