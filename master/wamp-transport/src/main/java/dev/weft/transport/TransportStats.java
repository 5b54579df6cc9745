package dev.weft.transport;

import java.util.Map;

/**
 * What a server has counted since it began to listen.
 *
 * @param accepted connections that were let in; those that were turned away are in {@code reached}
 * @param requests of http, upgrades included
 * @param receivedMessages of WAMP, also such as make no sense
 * @param receivedBytes of frames, as they were before TLS
 * @param sentMessages of WAMP
 * @param sentBytes of frames, likewise
 * @param authenticationFailures handshakes that ended with {@code wamp.error.authentication_failed}
 * @param violations of the protocol, for which connections were closed
 * @param reached how often each bound was reached, by {@link TransportBound#text}; the others are left out
 */
public record TransportStats(
        long accepted,
        long requests,
        long receivedMessages,
        long receivedBytes,
        long sentMessages,
        long sentBytes,
        long authenticationFailures,
        long violations,
        Map<String, Long> reached) {}
