package dev.weft.node.worker;

import dev.weft.router.RealmStats;
import dev.weft.transport.TransportStats;
import dev.weft.transport.server.Listening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counters as management procedures answer them. */
final class StatsTrees {

    private StatsTrees() {}

    /** {@code roles}, {@code sessions} and {@code messages} as with Crossbar.io, and what this router counts besides. */
    static Map<String, @Nullable Object> of(int roles, RealmStats stats) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("roles", roles);
        tree.put("sessions", stats.sessions());
        tree.put("messages", Map.of("sent", stats.sent(), "received", stats.received()));
        tree.put("registrations", stats.registrations());
        tree.put("subscriptions", stats.subscriptions());
        tree.put("events_dropped", stats.eventsDropped());
        tree.put(
                "queue",
                Map.of(
                        "bytes",
                        stats.queue().bytes(),
                        "most_bytes",
                        stats.queue().mostBytes()));
        tree.put("calls", calls(stats.calls()));
        tree.put("bounds", stats.reached());
        return tree;
    }

    /** In the manner of those of realms. */
    static Map<String, @Nullable Object> of(Listening listening) {
        TransportStats stats = listening.meter().stats();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("connections", listening.connections());
        tree.put("accepted", stats.accepted());
        tree.put("requests", stats.requests());
        tree.put("messages", Map.of("sent", stats.sentMessages(), "received", stats.receivedMessages()));
        tree.put("bytes", Map.of("sent", stats.sentBytes(), "received", stats.receivedBytes()));
        tree.put("queue", Map.of("bytes", listening.queuedBytes()));
        tree.put("authentication_failures", stats.authenticationFailures());
        tree.put("protocol_violations", stats.violations());
        tree.put("bounds", stats.reached());
        return tree;
    }

    private static Map<String, @Nullable Object> calls(RealmStats.Calls calls) {
        List<List<Long>> buckets = new ArrayList<>();
        for (RealmStats.Bucket bucket : calls.buckets()) {
            buckets.add(List.of(bucket.mostMicros(), bucket.calls()));
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("pending", calls.pending());
        tree.put("waiting", calls.waiting());
        tree.put("ended", calls.ended());
        tree.put("microseconds", calls.micros());
        tree.put("histogram", buckets);
        return tree;
    }
}
