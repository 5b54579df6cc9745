package dev.weft.wamp.message;

/** The router accepted the session. The realm in the details may differ from the one that was asked for. */
public record Welcome(long session, Dict details) implements Message {

    @Override
    public MessageType type() {
        return MessageType.WELCOME;
    }
}
