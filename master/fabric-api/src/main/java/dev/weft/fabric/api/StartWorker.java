package dev.weft.fabric.api;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The two forms in which a worker is started. */
final class StartWorker {

    private static final String CONFIG = "worker_config";
    private static final String GUEST = "guest";
    private static final String URI = "crossbarfabriccenter.remote.node.start_worker";

    private StartWorker() {}

    /** From an entry of a node's configuration file to type and options; a guest's options are the whole entry. */
    static Map<String, @Nullable Object> fromConfig(Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>(given);
        if (!(out.remove(CONFIG) instanceof Map<?, ?> config)) {
            return out;
        }
        if (!(config.get("type") instanceof String type)) {
            throw FabricError.invalidArgument(URI, CONFIG, "a dictionary with the worker's type", "none");
        }
        Set<String> more = new LinkedHashSet<>();
        config.keySet().forEach(key -> more.add(String.valueOf(key)));
        more.removeAll(Set.of("id", "type", "options"));
        if (!type.equals(GUEST) && !more.isEmpty()) {
            throw FabricError.invalidArgument(
                    URI, CONFIG, "id, type and options only (start the rest by itself)", String.join(", ", more));
        }
        out.put("worker_type", type);
        out.put("worker_options", type.equals(GUEST) ? config : config.get("options"));
        return out;
    }
}
