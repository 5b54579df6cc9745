package dev.weft.wamp.client;

import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.error.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The session ended before an answer came: whether the request took effect is unknown. Or there was none to make the request on, which the
 * message then says. Stackless, as it is an expected outcome.
 */
public final class SessionClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Characters of what the other end said. */
    private static final int MOST_TEXT = 200;

    private final String reason;

    public SessionClosed(String reason) {
        this(reason, "session closed: " + Printable.of(reason, MOST_TEXT));
    }

    private SessionClosed(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** @param text what the other end, or the transport, said besides, for people; null or empty where it said nothing */
    public static SessionClosed of(String reason, @Nullable String text) {
        String said = text == null || text.isEmpty() ? "" : " (" + Printable.of(text, MOST_TEXT) + ")";
        return new SessionClosed(reason, "session closed: " + Printable.of(reason, MOST_TEXT) + said);
    }

    /**
     * Nothing was sent: no session is joined, and the client goes on trying.
     *
     * @param last why the last attempt failed or the last session ended, fit for a terminal; empty before the first attempt ends
     */
    public static SessionClosed notJoined(String last) {
        String message =
                last.isEmpty() ? "not joined yet; trying" : "not joined now (last: " + last + "); trying again";
        return new SessionClosed(ErrorUri.TRANSPORT_LOST, message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The uri of GOODBYE or ABORT, or {@code wamp.close.transport_lost}. */
    public String reason() {
        return reason;
    }
}
