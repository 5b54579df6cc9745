package dev.weft.wamp.link;

/**
 * Why a connection ended.
 *
 * @param kind decides the close code of the transport (WebSocket: 1000, 1001, 1002, 1007, 1008, 1009, 1011; RFC 6455, 7.4.1)
 * @param text for logs and, cut to what the transport carries, for the peer; holds no secret
 */
public record CloseReason(Kind kind, String text) {

    /** Classes of reasons that transports tell apart. */
    public enum Kind {
        NORMAL,
        GOING_AWAY,
        PROTOCOL_ERROR,
        INVALID_UTF8,
        POLICY,
        TOO_BIG,
        INTERNAL_ERROR,
        /** The peer vanished, or the network did. */
        LOST
    }

    public static CloseReason normal() {
        return new CloseReason(Kind.NORMAL, "closed");
    }
}
