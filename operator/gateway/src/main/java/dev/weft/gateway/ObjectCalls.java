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
 * becomes a live object. A new kind is one entry here.
 *
 * @param startArguments what follows the ids in the start call
 * @param update the call that replaces its configuration in place; empty where there is none
 * @param live its reading as a live object
 * @param absent error uris by which a reading says that it does not exist
 */
record ObjectCalls(
        Row start,
        BiFunction<ObjectPath, Map<String, Object>, List<Object>> startArguments,
        Row stop,
        Optional<Row> update,
        Row read,
        BiFunction<ObjectPath, Map<String, Object>, LiveObject> live,
        List<String> absent) {

    private static final Map<ObjectKind, ObjectCalls> TABLE = new EnumMap<>(ObjectKind.class);

    static {
        TABLE.put(
                ObjectKind.WORKER,
                new ObjectCalls(
                        Row.START_WORKER,
                        (path, config) -> List.of(String.valueOf(config.get("type")), Wire.dict(config.get("options"))),
                        Row.STOP_WORKER,
                        Optional.empty(),
                        Row.GET_WORKER,
                        (path, info) -> SnapshotObjects.worker(path, info, 0),
                        List.of(ErrorUri.NO_SUCH_WORKER)));
        TABLE.put(
                ObjectKind.REALM,
                new ObjectCalls(
                        Row.START_ROUTER_REALM,
                        (path, config) -> List.of(config),
                        Row.STOP_ROUTER_REALM,
                        Optional.empty(),
                        Row.GET_ROUTER_REALM,
                        SnapshotObjects::realm,
                        List.of(ErrorUri.NO_SUCH_OBJECT)));
        TABLE.put(
                ObjectKind.ROLE,
                new ObjectCalls(
                        Row.START_ROUTER_REALM_ROLE,
                        (path, config) -> List.of(config),
                        Row.STOP_ROUTER_REALM_ROLE,
                        Optional.of(Row.UPDATE_ROUTER_REALM_ROLE),
                        Row.GET_ROUTER_REALM_ROLE,
                        SnapshotObjects::role,
                        List.of(ErrorUri.NO_SUCH_OBJECT)));
        TABLE.put(
                ObjectKind.TRANSPORT,
                new ObjectCalls(
                        Row.START_ROUTER_TRANSPORT,
                        (path, config) -> List.of(withPaths(config)),
                        Row.STOP_ROUTER_TRANSPORT,
                        Optional.empty(),
                        Row.GET_ROUTER_TRANSPORT,
                        SnapshotObjects::transport,
                        List.of(ErrorUri.NO_SUCH_OBJECT)));
        TABLE.put(
                ObjectKind.SERVICE,
                new ObjectCalls(
                        Row.START_WEB_TRANSPORT_SERVICE,
                        (path, config) -> List.of(config),
                        Row.STOP_WEB_TRANSPORT_SERVICE,
                        Optional.empty(),
                        Row.GET_WEB_TRANSPORT_SERVICE,
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
