package dev.weft.gateway;

import dev.weft.engine.live.LiveNode.Version;
import dev.weft.engine.live.LiveObject;
import dev.weft.engine.live.LiveObject.Status;
import dev.weft.engine.path.NodeKey;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's answer to {@code get_snapshot} (an extension of our nodes) as live objects; see the procedure's row in {@code
 * fabric-api} for its shape. The readings of single objects give the same shapes, so both come through here.
 */
final class SnapshotObjects {

    /** The state of transports in which they listen (Crossbar.io: 1 created, 2 starting, 3 started, 4 failed, …). */
    private static final long TRANSPORT_STARTED = 3;

    private static final long TRANSPORT_FAILED = 4;

    /** The service on this path is part of its transport: no object of its own. */
    private static final String ROOT = "/";

    private final SortedMap<ObjectPath, LiveObject> objects = new TreeMap<>();

    private SnapshotObjects() {}

    static SortedMap<ObjectPath, LiveObject> of(NodeKey node, Map<String, Object> snapshot) {
        SnapshotObjects found = new SnapshotObjects();
        for (Object item : Wire.list(snapshot.get("workers"))) {
            found.worker(node.path(), Wire.dict(item));
        }
        return found.objects;
    }

    static Version version(Map<String, Object> snapshot) {
        String epoch = Wire.text(snapshot, "epoch").orElse("");
        long seq = Wire.number(snapshot, "seq");
        return new Version(epoch, seq, ChangeCounts.digest(epoch, seq), "");
    }

    /** A worker as {@code get_worker} tells it; its options only where the node remembers them. */
    static LiveObject worker(ObjectPath path, Map<String, Object> info, long sessions) {
        Map<String, Object> config = new LinkedHashMap<>();
        Wire.text(info, "type").ifPresent(type -> config.put("type", type));
        if (info.containsKey("options")) {
            config.put("options", Wire.dict(info.get("options")));
        }
        Status status = "started".equals(info.get("status")) ? Status.RUNNING : Status.CHANGING;
        return new LiveObject(path, Optional.of(config), status, sessions, Optional.empty());
    }

    /** A realm as {@code get_router_realm} tells it; its roles are objects of their own. */
    static LiveObject realm(ObjectPath path, Map<String, Object> info) {
        Map<String, Object> config = Wire.dict(info.get("config"));
        config.remove("roles");
        config.remove("rlinks");
        return LiveObject.running(path, config).withSessions(Wire.number(info, "sessions"));
    }

    static LiveObject role(ObjectPath path, Map<String, Object> info) {
        return LiveObject.running(path, Wire.dict(info.get("config"))).withSessions(Wire.number(info, "sessions"));
    }

    /**
     * A transport as {@code get_router_transport} tells it. Its paths stay: the service on "/" is part of the transport, and the
     * normaliser knows that the others are objects of their own.
     */
    static LiveObject transport(ObjectPath path, Map<String, Object> info) {
        Map<String, Object> config = Wire.dict(info.get("config"));
        long state = info.containsKey("state") ? Wire.number(info, "state") : TRANSPORT_STARTED;
        Status status = state == TRANSPORT_STARTED
                ? Status.RUNNING
                : state == TRANSPORT_FAILED ? Status.FAILED : Status.CHANGING;
        return new LiveObject(path, Optional.of(config), status, Wire.number(info, "sessions"), Optional.empty());
    }

    /** A service as {@code get_web_transport_service} tells it; an original answers with the transport instead. */
    static LiveObject service(ObjectPath path, Map<String, Object> info) {
        boolean isTransport = info.containsKey("listening_since");
        Optional<Map<String, Object>> config = !isTransport && info.get("config") instanceof Map<?, ?>
                ? Optional.of(Wire.dict(info.get("config")))
                : Optional.empty();
        return new LiveObject(path, config, Status.RUNNING, 0, Optional.empty());
    }

    private void worker(ObjectPath node, Map<String, Object> info) {
        Optional<String> id = Wire.text(info, "id");
        if (id.isEmpty()) {
            return;
        }
        ObjectPath path = node.child(ObjectKind.WORKER, id.get());
        long sessions = 0;
        for (Object item : Wire.list(info.get("realms"))) {
            sessions += Wire.number(Wire.dict(item), "sessions");
            realmWithRoles(path, Wire.dict(item));
        }
        for (Object item : Wire.list(info.get("transports"))) {
            transportWithServices(path, Wire.dict(item));
        }
        objects.put(path, worker(path, info, sessions));
    }

    private void realmWithRoles(ObjectPath worker, Map<String, Object> info) {
        Wire.text(info, "id").ifPresent(id -> {
            ObjectPath path = worker.child(ObjectKind.REALM, id);
            objects.put(path, realm(path, info));
            for (Object item : Wire.list(info.get("roles"))) {
                Map<String, Object> role = Wire.dict(item);
                Wire.text(role, "id").ifPresent(roleId -> {
                    ObjectPath rolePath = path.child(ObjectKind.ROLE, roleId);
                    objects.put(rolePath, role(rolePath, role));
                });
            }
        });
    }

    private void transportWithServices(ObjectPath worker, Map<String, Object> info) {
        Wire.text(info, "id").ifPresent(id -> {
            ObjectPath path = worker.child(ObjectKind.TRANSPORT, id);
            objects.put(path, transport(path, info));
            for (Object item : Wire.list(info.get("services"))) {
                Map<String, Object> service = Wire.dict(item);
                Wire.text(service, "path").filter(web -> !web.equals(ROOT)).ifPresent(web -> {
                    ObjectPath servicePath = path.child(ObjectKind.SERVICE, web);
                    objects.put(servicePath, service(servicePath, service));
                });
            }
        });
    }
}
