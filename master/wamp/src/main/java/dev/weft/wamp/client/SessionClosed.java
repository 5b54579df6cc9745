package dev.weft.wamp.client;

/** The session ended before an answer came: whether the request took effect is unknown. Stackless, as it is an expected outcome. */
public final class SessionClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    public SessionClosed(String reason) {
        super("session closed: " + reason, null, false, false);
        this.reason = reason;
    }

    /** The uri of GOODBYE or ABORT, or {@code wamp.close.transport_lost}. */
    public String reason() {
        return reason;
    }
}
