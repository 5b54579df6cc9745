package dev.weft.fabric.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a node's heartbeat that the master uses.
 *
 * @param seq counts from 1 on each uplink
 * @param timestamp nanoseconds since 1970 by the node's clock
 * @param workers how many workers there are of each type
 * @param changes how far the node's changes have come; empty for an original, which does not count them
 */
public record Heartbeat(long seq, long timestamp, Map<String, Long> workers, Optional<ChangeCount> changes) {

    private static final int MOST_TYPES = 64;

    /** Reads what a node published; empty for anything that is no heartbeat. Worker types may be any. */
    public static Optional<Heartbeat> read(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)
                || !(map.get("seq") instanceof Long seq)
                || !(map.get("timestamp") instanceof Long timestamp)) {
            return Optional.empty();
        }
        Map<String, Long> workers = new LinkedHashMap<>();
        if (map.get("workers") instanceof Map<?, ?> counts && counts.size() <= MOST_TYPES) {
            counts.forEach((type, count) -> {
                if (type instanceof String name && count instanceof Long number) {
                    workers.put(name, number);
                }
            });
        }
        return Optional.of(new Heartbeat(seq, timestamp, workers, ChangeCount.read(map.get("changes"))));
    }
}
