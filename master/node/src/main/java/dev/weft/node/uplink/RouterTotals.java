package dev.weft.node.uplink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counters of all realms of a router, added up: {@code {roles, sessions, messages: {<type>: n}}}. */
final class RouterTotals {

    private RouterTotals() {}

    /** @param byRealm what {@code get_router_realm_stats} answers */
    static Map<String, @Nullable Object> of(Map<?, ?> byRealm) {
        long roles = 0;
        long sessions = 0;
        Map<String, Long> messages = new TreeMap<>();
        for (Object item : byRealm.values()) {
            if (item instanceof Map<?, ?> realm) {
                roles += number(realm.get("roles"));
                sessions += number(realm.get("sessions"));
                if (realm.get("messages") instanceof Map<?, ?> directions) {
                    for (Object direction : directions.values()) {
                        add(messages, direction);
                    }
                }
            }
        }
        Map<String, @Nullable Object> totals = new LinkedHashMap<>();
        totals.put("roles", roles);
        totals.put("sessions", sessions);
        totals.put("messages", messages);
        return totals;
    }

    private static void add(Map<String, Long> messages, @Nullable Object direction) {
        if (direction instanceof Map<?, ?> byType) {
            byType.forEach((type, count) -> messages.merge(String.valueOf(type), number(count), Long::sum));
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number n ? n.longValue() : 0;
    }
}
