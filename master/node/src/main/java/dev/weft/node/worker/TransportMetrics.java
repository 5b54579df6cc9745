package dev.weft.node.worker;

import dev.weft.transport.TransportBound;
import dev.weft.transport.TransportStats;
import dev.weft.transport.server.Listening;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The metrics of transports. */
final class TransportMetrics {

    private static final String TRANSPORT = "transport";
    private static final String DIRECTION = "direction";

    private final MetricsText out;
    private final Map<String, TransportStats> transports = new LinkedHashMap<>();

    private TransportMetrics(MetricsText out) {
        this.out = out;
    }

    /** @param listening by the transport's id */
    static void write(MetricsText out, Map<String, Listening> listening) {
        out.metric("weft_transport_connections", "gauge", "Open connections.");
        listening.forEach((id, server) -> out.value(server.connections(), TRANSPORT, id));
        out.metric("weft_transport_queue_bytes", "gauge", "Bytes that wait to be sent.");
        listening.forEach((id, server) -> out.value(server.queuedBytes(), TRANSPORT, id));
        TransportMetrics metrics = new TransportMetrics(out);
        listening.forEach(
                (id, server) -> metrics.transports.put(id, server.meter().stats()));
        metrics.counter("connections", "Connections that were let in.", TransportStats::accepted);
        metrics.counter("requests", "Http requests, upgrades included.", TransportStats::requests);
        metrics.counter(
                "authentication_failures",
                "Handshakes that ended because the client is not who it said.",
                TransportStats::authenticationFailures);
        metrics.counter(
                "protocol_violations",
                "Connections that were closed because the peer broke the protocol.",
                TransportStats::violations);
        metrics.both("messages", "Messages of WAMP.", TransportStats::receivedMessages, TransportStats::sentMessages);
        metrics.both("bytes", "Bytes of frames, before TLS.", TransportStats::receivedBytes, TransportStats::sentBytes);
        metrics.bounds();
    }

    private void counter(String name, String help, ToLongFunction<TransportStats> value) {
        out.metric("weft_transport_" + name + "_total", "counter", help);
        transports.forEach((id, stats) -> out.value(value.applyAsLong(stats), TRANSPORT, id));
    }

    private void both(
            String name, String help, ToLongFunction<TransportStats> received, ToLongFunction<TransportStats> sent) {
        out.metric("weft_transport_" + name + "_total", "counter", help);
        transports.forEach((id, stats) -> {
            out.value(received.applyAsLong(stats), TRANSPORT, id, DIRECTION, "received");
            out.value(sent.applyAsLong(stats), TRANSPORT, id, DIRECTION, "sent");
        });
    }

    private void bounds() {
        out.metric("weft_transport_bounds_reached_total", "counter", "How often a bound of the transport was reached.");
        transports.forEach((id, stats) -> {
            for (TransportBound bound : TransportBound.values()) {
                out.value(stats.reached().getOrDefault(bound.text(), 0L), TRANSPORT, id, "bound", bound.text());
            }
        });
    }
}
