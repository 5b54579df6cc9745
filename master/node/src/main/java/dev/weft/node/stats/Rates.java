package dev.weft.node.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds {@code <name>_per_sec} to counters, from the difference to the last time. Not safe for use by several threads. */
final class Rates {

    private Map<String, Object> last = Map.of();
    private long lastNanos;

    /** @param nanos a monotonic clock */
    Map<String, @Nullable Object> of(Map<String, Object> counters, long nanos) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(counters);
        double seconds = (nanos - lastNanos) / 1e9;
        counters.forEach((name, value) -> {
            if (value instanceof Number now) {
                double before = last.get(name) instanceof Number n ? n.doubleValue() : now.doubleValue();
                double rate = last.isEmpty() || seconds <= 0 ? 0 : (now.doubleValue() - before) / seconds;
                result.put(name + "_per_sec", (long) rate);
            }
        });
        last = counters;
        lastNanos = nanos;
        return result;
    }
}
