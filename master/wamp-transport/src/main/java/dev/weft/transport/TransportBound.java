package dev.weft.transport;

import dev.weft.wamp.codec.ProtocolViolation;
import dev.weft.wamp.error.ErrorUri;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a server puts up with from its peers; see {@link TransportLimits}. */
public enum TransportBound {
    CONNECTIONS,
    CONNECTIONS_PER_ADDRESS,
    /** An address was turned away that had failed to authenticate too often. */
    AUTHENTICATION_FAILURES,
    /** The opening handshake, of whichever layer, took too long. */
    HANDSHAKE_TIME,
    /** A frame or a message had too many bytes or fragments. */
    MESSAGE_SIZE,
    /** A message had too many levels, values or keys, or a batch too many messages. */
    MESSAGE_SHAPE,
    /** A message was compressed too well. */
    COMPRESSION,
    CONTROL_FRAMES,
    /** A peer that sent more was read more slowly. */
    MESSAGE_RATE,
    /** Headers or body of an http request were too large. */
    REQUEST_SIZE,
    OUTBOUND_BYTES,
    OUTBOUND_STALL,
    /** A peer did not answer a ping. */
    PINGS,
    /** The end of a connection took too long: its peer did not read what came before, or did not end its side. */
    CLOSE_TIME,
    POLL_SESSIONS,
    POLL_SESSIONS_PER_ADDRESS,
    POLL_QUEUE,
    /** A client did not poll for too long. */
    POLL_TIME;

    /** The bound that was reached; null for what breaks the protocol in another way. */
    static @Nullable TransportBound of(ProtocolViolation violation) {
        return switch (violation.kind()) {
            case TOO_BIG -> MESSAGE_SIZE;
            case TOO_COMPLEX -> MESSAGE_SHAPE;
            case POLICY -> violation.uri().equals(ErrorUri.PAYLOAD_SIZE_EXCEEDED) ? COMPRESSION : CONTROL_FRAMES;
            case PROTOCOL, INVALID_UTF8 -> null;
        };
    }

    /** In statistics and logs: {@code message_size}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
