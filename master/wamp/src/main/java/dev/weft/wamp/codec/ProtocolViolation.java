package dev.weft.wamp.codec;

/**
 * The peer broke the protocol. Stackless: it is caught in one place per transport, which aborts the session with this uri and
 * closes the connection.
 */
public final class ProtocolViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String uri;
    private final Kind kind;

    /** What the transport's close code depends on. */
    public enum Kind {
        PROTOCOL,
        INVALID_UTF8,
        TOO_BIG,
        /** Deeper, wider or more of it than is put up with, whatever its size. */
        TOO_COMPLEX,
        /** Well-formed, but more than is put up with. */
        POLICY
    }

    public ProtocolViolation(Kind kind, String uri, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.uri = uri;
    }

    /** A breach of the message protocol itself: {@code wamp.error.protocol_violation}. */
    public static ProtocolViolation of(String message) {
        return new ProtocolViolation(Kind.PROTOCOL, "wamp.error.protocol_violation", message);
    }

    /** A message that would make its reader do too much. */
    public static ProtocolViolation tooComplex(String message) {
        return new ProtocolViolation(Kind.TOO_COMPLEX, "wamp.error.protocol_violation", message);
    }

    public String uri() {
        return uri;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
