package dev.weft.wamp.message;

/** The router asks the client to prove who it is. */
public record Challenge(String authmethod, Dict extra) implements Message {

    @Override
    public MessageType type() {
        return MessageType.CHALLENGE;
    }
}
