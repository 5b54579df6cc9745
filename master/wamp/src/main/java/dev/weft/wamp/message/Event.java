package dev.weft.wamp.message;

/** The router delivers an event. */
public record Event(long subscription, long publication, Dict details, Payload payload) implements Message {

    @Override
    public MessageType type() {
        return MessageType.EVENT;
    }
}
