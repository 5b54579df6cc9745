package dev.weft.node.worker;

import dev.weft.router.Bound;
import dev.weft.router.RealmStats;
import dev.weft.router.RealmStats.Bucket;
import dev.weft.router.RealmStats.Calls;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The metrics of realms. */
final class RealmMetrics {

    private static final String REALM = "realm";

    private final MetricsText out;
    private final Map<String, RealmStats> realms;

    private RealmMetrics(MetricsText out, Map<String, RealmStats> realms) {
        this.out = out;
        this.realms = realms;
    }

    /** @param realms by name */
    static void write(MetricsText out, Map<String, RealmStats> realms) {
        RealmMetrics metrics = new RealmMetrics(out, realms);
        metrics.gauge("sessions", "Sessions of clients.", RealmStats::sessions);
        metrics.gauge("registrations", "Procedures that are registered.", RealmStats::registrations);
        metrics.gauge("subscriptions", "Topics and patterns that are subscribed to.", RealmStats::subscriptions);
        metrics.gauge(
                "queue_bytes",
                "Bytes that wait to be sent to sessions.",
                s -> s.queue().bytes());
        metrics.gauge(
                "longest_queue_bytes",
                "Of these, those of the session with most.",
                s -> s.queue().mostBytes());
        metrics.messages();
        metrics.bounds();
        metrics.calls();
    }

    private void gauge(String name, String help, ToLongFunction<RealmStats> value) {
        out.metric("weft_realm_" + name, "gauge", help);
        realms.forEach((realm, stats) -> out.value(value.applyAsLong(stats), REALM, realm));
    }

    private void messages() {
        out.metric("weft_realm_messages_total", "counter", "Messages of sessions, as the router saw them.");
        realms.forEach((realm, stats) -> {
            stats.received().forEach((type, n) -> out.value(n, REALM, realm, "direction", "received", "type", type));
            stats.sent().forEach((type, n) -> out.value(n, REALM, realm, "direction", "sent", "type", type));
        });
    }

    private void bounds() {
        out.metric("weft_realm_bounds_reached_total", "counter", "How often a bound of the realm was reached.");
        realms.forEach((realm, stats) -> {
            for (Bound bound : Bound.values()) {
                out.value(stats.reached().getOrDefault(bound.text(), 0L), REALM, realm, "bound", bound.text());
            }
        });
    }

    private void calls() {
        gauge(
                "calls_pending",
                "Calls without an answer yet; those that wait for a callee are among them.",
                s -> s.calls().pending());
        gauge(
                "calls_waiting",
                "Calls that wait for a callee (store.call-queue).",
                s -> s.calls().waiting());
        out.metric("weft_realm_call_seconds", "histogram", "How long calls took, until their end of any kind.");
        realms.forEach((realm, stats) -> {
            Calls calls = stats.calls();
            for (Bucket bucket : calls.buckets()) {
                String most = MetricsText.seconds(bucket.mostMicros());
                out.value("_bucket", String.valueOf(bucket.calls()), REALM, realm, "le", most);
            }
            out.value("_bucket", String.valueOf(calls.ended()), REALM, realm, "le", "+Inf");
            out.value("_sum", MetricsText.seconds(calls.micros()), REALM, realm);
            out.value("_count", String.valueOf(calls.ended()), REALM, realm);
        });
    }
}
