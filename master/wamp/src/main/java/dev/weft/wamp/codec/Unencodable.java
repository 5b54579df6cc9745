package dev.weft.wamp.codec;

/**
 * A value that a wire format cannot carry: a Java type that is no WAMP value, NaN in JSON, an integer beyond 64 bits in MsgPack,
 * nesting beyond the limit. The message was not sent. Stackless: with transcoding it is an expected outcome.
 */
public final class Unencodable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unencodable(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
