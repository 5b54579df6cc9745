package dev.weft.fabric.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A group of nodes that is managed together.
 *
 * @param oid UUID, as on the wire
 * @param name unique; the name of its WAMP realm
 * @param created microseconds since 1970
 * @param owner oid of the user who made it
 */
public record ManagementRealm(
        String oid,
        String name,
        @Nullable String label,
        @Nullable String description,
        @Nullable List<String> tags,
        long created,
        String owner) {

    /** The object as Crossbar.io sends it; the two worker fields are part of its shape and always null. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("oid", oid);
        tree.put("label", label);
        tree.put("description", description);
        tree.put("tags", tags);
        tree.put("name", name);
        tree.put("created", created);
        tree.put("owner", owner);
        tree.put("cf_router_worker", null);
        tree.put("cf_container_worker", null);
        return tree;
    }
}
