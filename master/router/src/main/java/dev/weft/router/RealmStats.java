package dev.weft.router;

import java.util.List;
import java.util.Map;

/**
 * Counters of a realm, in the shape of {@code get_router_realm_stats}. What is counted is counted since the realm began.
 *
 * @param sessions of clients; those inside the router's process are nobody whom anything could disturb
 * @param sent messages to sessions, by message type in lower case
 * @param received messages from sessions, likewise
 * @param eventsDropped events that were not sent because the recipient's outbound queue was full
 * @param reached how often each bound was reached, by {@link Bound#text}; the others are left out
 * @param queue what waits to be sent
 */
public record RealmStats(
        int roles,
        int sessions,
        long registrations,
        long subscriptions,
        Map<String, Long> sent,
        Map<String, Long> received,
        long eventsDropped,
        Map<String, Long> reached,
        Queue queue,
        Calls calls) {

    /**
     * Bytes in outbound queues.
     *
     * @param bytes of all sessions
     * @param mostBytes of the session with most of them
     */
    public record Queue(long bytes, long mostBytes) {}

    /**
     * Calls to callees; what the router answers itself is not counted.
     *
     * @param pending without a final answer
     * @param waiting of these, those that no callee has yet
     * @param ended with any
     * @param micros that those took together
     * @param buckets how many took how long
     */
    public record Calls(long pending, long waiting, long ended, long micros, List<Bucket> buckets) {}

    /**
     * A part of a histogram.
     *
     * @param mostMicros that a call in it took
     * @param calls that took no longer: those of the buckets before are counted again
     */
    public record Bucket(long mostMicros, long calls) {}
}
