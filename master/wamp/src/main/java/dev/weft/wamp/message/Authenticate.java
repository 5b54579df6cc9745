package dev.weft.wamp.message;

/** The answer to a challenge. The signature may be a secret (ticket). */
public record Authenticate(String signature, Dict extra) implements Message {

    @Override
    public MessageType type() {
        return MessageType.AUTHENTICATE;
    }

    /** Leaves the signature out: with tickets it is the secret itself. */
    @Override
    public String toString() {
        return "Authenticate[signature=***, extra=***]";
    }
}
