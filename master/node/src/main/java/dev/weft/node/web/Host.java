package dev.weft.node.web;

import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;

/**
 * The transport that a service is mounted in: its bounds are those of the service, and it counts for both.
 *
 * @param timeouts for the opening handshake of sessions
 */
public record Host(TransportLimits limits, HandshakeTimeouts timeouts, TransportMeter meter) {}
