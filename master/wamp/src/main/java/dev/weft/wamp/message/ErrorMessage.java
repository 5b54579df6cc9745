package dev.weft.wamp.message;

/** ERROR: the answer to a request that failed. */
public record ErrorMessage(MessageType requestType, long request, Dict details, String error, Payload payload)
        implements Message {

    @Override
    public MessageType type() {
        return MessageType.ERROR;
    }
}
