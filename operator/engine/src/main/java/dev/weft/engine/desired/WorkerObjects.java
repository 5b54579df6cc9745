package dev.weft.engine.desired;

import dev.weft.engine.diff.WantedConfig;
import dev.weft.engine.path.ObjectKind;
import dev.weft.engine.path.ObjectPath;
import dev.weft.model.SourceMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes a checked worker apart into the objects that are started one by one. */
final class WorkerObjects {

    private static final String ROOT_SERVICE = "/";

    /** A configuration and its places: what the objects of all nodes share that say the same in the same lines. */
    private record Piece(WantedConfig config, SourceMap origins) {}

    private final Map<ObjectPath, DesiredObject> objects;
    private final PlainTrees trees;
    /** By the part of the tree that describes the object. */
    private final Map<Located.Fields, Piece> pieces = new IdentityHashMap<>();

    WorkerObjects(Map<ObjectPath, DesiredObject> into, PlainTrees trees) {
        this.objects = into;
        this.trees = trees;
    }

    /**
     * Adds the worker and everything in it.
     *
     * @param documents which documents name an object
     */
    void add(ObjectPath node, Located.Fields worker, Function<ObjectPath, SortedSet<String>> documents) {
        walk(node, worker, (path, written, own) -> put(path, written, own, documents.apply(path)));
    }

    /** Told of each object: the part of the tree that describes it, and that without what is an object of its own. */
    private interface Visitor {
        void visit(ObjectPath path, Located.Fields written, Supplier<Located.Fields> own);
    }

    /** The objects that a worker consists of, wherever they were written. */
    static void names(ObjectPath node, Located.Fields worker, Consumer<ObjectPath> each) {
        walk(node, worker, (path, written, own) -> each.accept(path));
    }

    private static void walk(ObjectPath node, Located.Fields worker, Visitor visitor) {
        ObjectPath path = node.child(ObjectKind.WORKER, text(worker, "id"));
        visitor.visit(path, worker, () -> only(worker, Set.of("type", "options")));
        for (Located.Fields realm : items(worker, "realms")) {
            walkRealm(path, realm, visitor);
        }
        for (Located.Fields transport : items(worker, "transports")) {
            walkTransport(path, transport, visitor);
        }
    }

    private static void walkRealm(ObjectPath worker, Located.Fields realm, Visitor visitor) {
        ObjectPath path = worker.child(ObjectKind.REALM, idOrName(realm));
        visitor.visit(path, realm, () -> without(realm, Set.of("id", "roles", "rlinks")));
        for (Located.Fields role : items(realm, "roles")) {
            visitor.visit(path.child(ObjectKind.ROLE, idOrName(role)), role, () -> without(role, Set.of("id")));
        }
    }

    private static void walkTransport(ObjectPath worker, Located.Fields transport, Visitor visitor) {
        ObjectPath path = worker.child(ObjectKind.TRANSPORT, text(transport, "id"));
        visitor.visit(path, transport, () -> bare(transport));
        if (transport.fields().get("paths") instanceof Located.Fields services) {
            services.fields().forEach((segment, service) -> {
                if (!segment.equals(ROOT_SERVICE) && service instanceof Located.Fields config) {
                    visitor.visit(path.child(ObjectKind.SERVICE, segment), config, () -> config);
                }
            });
        }
    }

    /** What is on "/" is made with the transport; every other path is a service of its own. */
    private static Located.Fields bare(Located.Fields transport) {
        Located.Fields bare = without(transport, Set.of("id"));
        if (!(transport.fields().get("paths") instanceof Located.Fields services)) {
            return bare;
        }
        Map<String, Located> fields = new LinkedHashMap<>(bare.fields());
        fields.put("paths", only(services, Set.of(ROOT_SERVICE)));
        return new Located.Fields(fields, bare.origin());
    }

    @SuppressWarnings("unchecked")
    private void put(
            ObjectPath path, Located.Fields written, Supplier<Located.Fields> own, SortedSet<String> documents) {
        Piece piece = pieces.get(written);
        if (piece == null) {
            Located.Fields config = own.get();
            Map<String, Object> tree = (Map<String, Object>) (Map<String, ?>) trees.map(config);
            piece = new Piece(new WantedConfig(path.kind(), tree), Located.places(config));
            pieces.put(written, piece);
        }
        objects.put(path, DesiredObject.of(path, piece.config(), piece.origins(), documents));
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
