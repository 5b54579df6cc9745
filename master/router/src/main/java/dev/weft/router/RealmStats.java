package dev.weft.router;

import java.util.Map;

/**
 * Counters of a realm, in the shape of {@code get_router_realm_stats}.
 *
 * @param sessions of clients; those inside the router's process are nobody whom anything could disturb
 * @param sent messages to sessions since the realm began, by message type in lower case
 * @param received messages from sessions, likewise
 * @param eventsDropped events that were not sent because the recipient's outbound queue was full
 */
public record RealmStats(
        int roles,
        int sessions,
        long registrations,
        long subscriptions,
        Map<String, Long> sent,
        Map<String, Long> received,
        long eventsDropped) {}
