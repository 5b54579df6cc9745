package dev.weft.wamp.message;

import org.jspecify.annotations.Nullable;

/** Opens a session. Realm may be null: then the authenticator decides (real nodes do that). */
public record Hello(@Nullable String realm, Dict details) implements Message {

    @Override
    public MessageType type() {
        return MessageType.HELLO;
    }
}
