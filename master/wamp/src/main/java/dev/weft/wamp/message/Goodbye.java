package dev.weft.wamp.message;

/** Either side closes the session; the other answers with its own. */
public record Goodbye(Dict details, String reason) implements Message {

    @Override
    public MessageType type() {
        return MessageType.GOODBYE;
    }
}
