package dev.weft.wamp.message;

/** A caller cancels its call. */
public record Cancel(long request, Dict options) implements Message {

    @Override
    public MessageType type() {
        return MessageType.CANCEL;
    }
}
