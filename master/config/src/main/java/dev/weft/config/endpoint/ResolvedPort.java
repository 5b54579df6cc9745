package dev.weft.config.endpoint;

import dev.weft.config.schema.LiveAlignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A live endpoint has the port that the node chose; it is as desired when it is one that could have been chosen. */
public final class ResolvedPort implements LiveAlignment {

    private static final String PORT = "port";
    private static final String RANGE = "portrange";

    @Override
    public Map<String, @Nullable Object> align(
            Map<String, @Nullable Object> desired, Map<String, @Nullable Object> live) {
        if (!(live.get(PORT) instanceof Long chosen) || !mayChoose(desired, chosen)) {
            return live;
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>(live);
        take(PORT, desired, out);
        if (!out.containsKey(RANGE)) {
            take(RANGE, desired, out);
        }
        return out;
    }

    private static boolean mayChoose(Map<String, @Nullable Object> desired, long chosen) {
        Object port = desired.get(PORT);
        if (port == null) {
            return desired.get(RANGE) instanceof List<?> range
                    && range.size() == 2
                    && range.get(0) instanceof Long low
                    && range.get(1) instanceof Long high
                    && low <= chosen
                    && chosen <= high;
        }
        return Long.valueOf(0).equals(port) || port instanceof String;
    }

    private static void take(String name, Map<String, @Nullable Object> from, Map<String, @Nullable Object> to) {
        if (from.containsKey(name)) {
            to.put(name, from.get(name));
        } else {
            to.remove(name);
        }
    }
}
