package dev.weft.wamp.message;

/** A client publishes an event. */
public record Publish(long request, Dict options, String topic, Payload payload) implements Message {

    @Override
    public MessageType type() {
        return MessageType.PUBLISH;
    }
}
