package dev.weft.node.worker;

import dev.weft.config.realm.RealmConfig;
import dev.weft.config.realm.RoleConfig;
import dev.weft.config.schema.Blocks;
import dev.weft.node.procedure.Times;
import dev.weft.router.Realm;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A realm of this worker with its roles. For the worker's executor only. */
final class RunningRealm {

    private final String id;
    private final String name;
    private final Map<String, @Nullable Object> config;
    private final Instant created;
    private final Realm realm;
    private final Map<String, RunningRole> roles = new LinkedHashMap<>();

    RunningRealm(String id, Map<String, @Nullable Object> config, Instant created, Realm realm) {
        this.id = id;
        this.name = realm.name();
        this.config = config;
        this.created = created;
        this.realm = realm;
    }

    /**
     * A role in force.
     *
     * @param config as given
     */
    record RunningRole(String id, String name, Map<String, @Nullable Object> config) {

        Map<String, @Nullable Object> info() {
            Map<String, @Nullable Object> info = new LinkedHashMap<>();
            info.put("id", id);
            info.put("config", Blocks.redact(RoleConfig.class, config));
            return info;
        }
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Map<String, @Nullable Object> config() {
        return config;
    }

    Realm realm() {
        return realm;
    }

    Map<String, RunningRole> roles() {
        return roles;
    }

    /** RealmInfo as Crossbar.io has it. */
    Map<String, @Nullable Object> info() {
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("id", id);
        info.put("config", Blocks.redact(RealmConfig.class, config));
        info.put("category", "standalone");
        info.put("created", Times.iso(created));
        info.put("roles", roles.values().stream().map(RunningRole::info).toList());
        info.put("has_router", true);
        info.put("has_service_session", true);
        info.put("rlinks", List.of());
        info.put("interfaces", Map.of());
        return info;
    }
}
