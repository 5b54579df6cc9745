package dev.weft.gateway;

import dev.weft.engine.live.LiveObject;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.wamp.error.ErrorUri;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The table: for each kind of object on a node, the calls that start, stop, replace and read it, what they take, and how a reading
 * becomes a live object. A new kind is one line here.
 *
 * @param api the part after {@code crossbarfabriccenter.remote.}
 * @param startArguments what follows the ids in the start call
 * @param update the call that replaces its configuration in place; empty where there is none
 * @param live its reading as a live object
 * @param absent error uris by which a reading says that it does not exist
 */
record ObjectCalls(
        String api,
        String start,
        BiFunction<ObjectPath, Map<String, Object>, List<Object>> startArguments,
        String stop,
        Optional<String> update,
        String read,
        BiFunction<ObjectPath, Map<String, Object>, LiveObject> live,
        List<String> absent) {

    private static final Map<ObjectKind, ObjectCalls> TABLE = new EnumMap<>(ObjectKind.class);

    static {
        TABLE.put(
                ObjectKind.WORKER,
                new ObjectCalls(
                        "node.",
                        "start_worker",
                        (path, config) -> List.of(String.valueOf(config.get("type")), Wire.dict(config.get("options"))),
                        "stop_worker",
                        Optional.empty(),
                        "get_worker",
                        (path, info) -> SnapshotObjects.worker(path, info, 0),
                        List.of(ErrorUri.NO_SUCH_WORKER)));
        TABLE.put(
                ObjectKind.REALM,
                router("router_realm", Optional.empty(), SnapshotObjects::realm, List.of(ErrorUri.NO_SUCH_OBJECT)));
        TABLE.put(
                ObjectKind.ROLE,
                router(
                        "router_realm_role",
                        Optional.of("update_router_realm_role"),
                        SnapshotObjects::role,
                        List.of(ErrorUri.NO_SUCH_OBJECT)));
        TABLE.put(
                ObjectKind.TRANSPORT,
                new ObjectCalls(
                        "router.",
                        "start_router_transport",
                        (path, config) -> List.of(withPaths(config)),
                        "stop_router_transport",
                        Optional.empty(),
                        "get_router_transport",
                        SnapshotObjects::transport,
                        List.of(ErrorUri.NO_SUCH_OBJECT)));
        TABLE.put(
                ObjectKind.SERVICE,
                router(
                        "web_transport_service",
                        Optional.empty(),
                        SnapshotObjects::service,
                        List.of(ErrorUri.NOT_RUNNING, ErrorUri.NO_SUCH_OBJECT)));
    }

    /** The calls for a kind that lives on nodes. */
    static ObjectCalls of(ObjectKind kind) {
        ObjectCalls calls = TABLE.get(kind);
        if (calls == null) {
            throw new IllegalArgumentException(kind + " does not live on nodes");
        }
        return calls;
    }

    /** The ids that name the object in a call, after the node: worker, then what lies between, then its own. */
    static List<Object> ids(ObjectPath path) {
        List<Object> ids = new ArrayList<>();
        Optional<ObjectPath> here = Optional.of(path);
        while (here.isPresent() && here.get().kind().isOnNode()) {
            ids.add(0, here.get().name());
            here = here.get().parent();
        }
        return ids;
    }

    private static ObjectCalls router(
            String noun,
            Optional<String> update,
            BiFunction<ObjectPath, Map<String, Object>, LiveObject> live,
            List<String> absent) {
        return new ObjectCalls(
                "router.",
                "start_" + noun,
                (path, config) -> List.of(config),
                "stop_" + noun,
                update,
                "get_" + noun,
                live,
                absent);
    }

    /** A web transport must say its paths; its services are started one by one. */
    private static Map<String, Object> withPaths(Map<String, Object> config) {
        if (!"web".equals(config.get("type")) || config.containsKey("paths")) {
            return config;
        }
        Map<String, Object> copy = new LinkedHashMap<>(config);
        copy.put("paths", Map.of());
        return copy;
    }
}
