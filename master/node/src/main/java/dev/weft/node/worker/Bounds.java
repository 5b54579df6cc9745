package dev.weft.node.worker;

import dev.weft.config.transport.TransportBounds;
import dev.weft.node.web.Host;
import dev.weft.router.admission.HandshakeTimeouts;
import dev.weft.transport.TransportLimits;
import dev.weft.transport.TransportMeter;
import java.time.Duration;

/** From the {@code limits} of a transport to the bounds of what listens there. */
record Bounds(TransportLimits limits, HandshakeTimeouts timeouts) {

    static Bounds of(TransportBounds config) {
        TransportLimits limits = TransportLimits.defaults()
                .withConnections(config.maxConnections())
                .withPerAddress(config.maxConnectionsPerAddress(), config.maxAuthenticationFailures())
                .withMessagesPerSecond(config.maxMessageRate())
                .withFrames(config.maxFragments(), config.maxControlRate())
                .withOutbound(config.maxQueuedBytes(), Duration.ofMillis(config.stallTimeout()))
                .withRequests(config.maxHeaderSize(), config.maxBodySize())
                .withHandshakeTimeout(Duration.ofMillis(config.handshakeTimeout()));
        return new Bounds(
                limits,
                new HandshakeTimeouts(
                        Duration.ofMillis(config.helloTimeout()), Duration.ofMillis(config.authenticateTimeout())));
    }

    Host host(TransportMeter meter) {
        return new Host(limits, timeouts, meter);
    }
}
