package dev.weft.engine.desired;

import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes a checked worker apart into the objects that are started one by one. */
final class WorkerObjects {

    private static final String ROOT_SERVICE = "/";

    private final Map<ObjectPath, DesiredObject> objects;

    WorkerObjects(Map<ObjectPath, DesiredObject> into) {
        this.objects = into;
    }

    /** Adds the worker and everything in it. */
    void add(ObjectPath node, Located.Fields worker) {
        ObjectPath path = node.child(ObjectKind.WORKER, text(worker, "id"));
        put(path, only(worker, Set.of("type", "options")));
        for (Located.Fields realm : items(worker, "realms")) {
            addRealm(path, realm);
        }
        for (Located.Fields transport : items(worker, "transports")) {
            addTransport(path, transport);
        }
    }

    private void addRealm(ObjectPath worker, Located.Fields realm) {
        ObjectPath path = worker.child(ObjectKind.REALM, idOrName(realm));
        put(path, without(realm, Set.of("id", "roles", "rlinks")));
        for (Located.Fields role : items(realm, "roles")) {
            put(path.child(ObjectKind.ROLE, idOrName(role)), without(role, Set.of("id")));
        }
    }

    private void addTransport(ObjectPath worker, Located.Fields transport) {
        ObjectPath path = worker.child(ObjectKind.TRANSPORT, text(transport, "id"));
        Located.Fields bare = without(transport, Set.of("id"));
        if (!(transport.fields().get("paths") instanceof Located.Fields services)) {
            put(path, bare);
            return;
        }
        // What is on "/" is made with the transport; every other path is a service of its own.
        Map<String, Located> fields = new LinkedHashMap<>(bare.fields());
        fields.put("paths", only(services, Set.of(ROOT_SERVICE)));
        put(path, new Located.Fields(fields, bare.origin()));
        new TreeMap<>(services.fields()).forEach((segment, service) -> {
            if (!segment.equals(ROOT_SERVICE) && service instanceof Located.Fields config) {
                put(path.child(ObjectKind.SERVICE, segment), config);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private void put(ObjectPath path, Located.Fields config) {
        Map<String, Object> plain = (Map<String, Object>) java.util.Objects.requireNonNull(Located.plain(config));
        objects.put(path, new DesiredObject(path, plain, Located.places(config), new TreeSet<>()));
    }

    static String idOrName(Located.Fields block) {
        String id = text(block, "id");
        return id.isEmpty() ? text(block, "name") : id;
    }

    static String text(Located.Fields block, String field) {
        return block.fields().get(field) instanceof Located.Leaf leaf && leaf.value() instanceof String text
                ? text
                : "";
    }

    static List<Located.Fields> items(Located.Fields block, String field) {
        return block.fields().get(field) instanceof Located.Items list
                ? list.items().stream()
                        .filter(Located.Fields.class::isInstance)
                        .map(Located.Fields.class::cast)
                        .toList()
                : List.of();
    }

    private static Located.Fields only(Located.Fields block, Set<String> names) {
        Map<String, Located> fields = new LinkedHashMap<>(block.fields());
        fields.keySet().retainAll(names);
        return new Located.Fields(fields, block.origin());
    }

    private static Located.Fields without(Located.Fields block, Set<String> names) {
        Map<String, Located> fields = new LinkedHashMap<>(block.fields());
        fields.keySet().removeAll(names);
        return new Located.Fields(fields, block.origin());
    }
}
