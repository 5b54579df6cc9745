package dev.weft.router.admission;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param hello from the connection to HELLO
 * @param authenticate from HELLO to the end of the handshake
 */
public record HandshakeTimeouts(Duration hello, Duration authenticate) {

    public static final HandshakeTimeouts DEFAULT =
            new HandshakeTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(10));
}
