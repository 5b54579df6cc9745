package dev.weft.node.layout;

import dev.weft.node.layout.Layout.RealmLayout;
import dev.weft.node.layout.Layout.TransportLayout;
import dev.weft.node.layout.Layout.WorkerLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A layout as a plain tree, for its file: {@code {version, workers: [{id, type, options, realms, transports}]}}. */
final class LayoutTree {

    private static final long VERSION = 1;

    private LayoutTree() {}

    static Map<String, @Nullable Object> write(Layout layout) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("version", VERSION);
        tree.put("workers", list(layout.workers().values(), LayoutTree::worker));
        return tree;
    }

    /** @throws Invalid naming the place */
    static Layout read(@Nullable Object tree) {
        Map<String, @Nullable Object> root = map(tree, "");
        if (!Long.valueOf(VERSION).equals(root.get("version"))) {
            throw new Invalid("/version is " + root.get("version") + "; this build reads " + VERSION);
        }
        Layout layout = Layout.empty();
        for (Object worker : list(root.get("workers"), "/workers")) {
            layout = layout.with(readWorker(map(worker, "/workers")));
        }
        return layout;
    }

    private static Map<String, @Nullable Object> worker(WorkerLayout worker) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", worker.id());
        tree.put("type", worker.type());
        tree.put("options", worker.options());
        tree.put("realms", list(worker.realms().values(), r -> object(r.id(), r.config(), "roles", roles(r))));
        tree.put(
                "transports",
                list(worker.transports().values(), t -> object(t.id(), t.config(), "services", services(t))));
        return tree;
    }

    private static Map<String, @Nullable Object> object(
            String id, Map<String, @Nullable Object> config, String children, List<?> list) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("config", config);
        tree.put(children, list);
        return tree;
    }

    private static List<?> roles(RealmLayout realm) {
        return pairs(realm.roles(), "id");
    }

    private static List<?> services(TransportLayout transport) {
        return pairs(transport.services(), "path");
    }

    private static List<?> pairs(Map<String, Map<String, @Nullable Object>> configs, String key) {
        List<Object> list = new ArrayList<>();
        configs.forEach((id, config) -> {
            Map<String, @Nullable Object> pair = new LinkedHashMap<>();
            pair.put(key, id);
            pair.put("config", config);
            list.add(pair);
        });
        return list;
    }

    private static WorkerLayout readWorker(Map<String, @Nullable Object> tree) {
        String id = string(tree, "id", "/workers");
        String place = "/workers/" + id;
        Map<String, RealmLayout> realms = new LinkedHashMap<>();
        for (Object item : list(tree.get("realms"), place + "/realms")) {
            Map<String, @Nullable Object> realm = map(item, place + "/realms");
            String realmId = string(realm, "id", place + "/realms");
            String at = place + "/realms/" + realmId;
            realms.put(
                    realmId,
                    new RealmLayout(realmId, map(realm.get("config"), at), readPairs(realm, "roles", "id", at)));
        }
        Map<String, TransportLayout> transports = new LinkedHashMap<>();
        for (Object item : list(tree.get("transports"), place + "/transports")) {
            Map<String, @Nullable Object> transport = map(item, place + "/transports");
            String transportId = string(transport, "id", place + "/transports");
            String at = place + "/transports/" + transportId;
            transports.put(
                    transportId,
                    new TransportLayout(
                            transportId,
                            map(transport.get("config"), at),
                            readPairs(transport, "services", "path", at)));
        }
        return new WorkerLayout(id, string(tree, "type", place), map(tree.get("options"), place), realms, transports);
    }

    private static Map<String, Map<String, @Nullable Object>> readPairs(
            Map<String, @Nullable Object> parent, String children, String key, String place) {
        Map<String, Map<String, @Nullable Object>> configs = new LinkedHashMap<>();
        for (Object item : list(parent.get(children), place + "/" + children)) {
            Map<String, @Nullable Object> pair = map(item, place + "/" + children);
            configs.put(string(pair, key, place), map(pair.get("config"), place + "/" + children));
        }
        return configs;
    }

    private static <T> List<Object> list(Iterable<T> items, Function<T, Map<String, @Nullable Object>> toTree) {
        List<Object> list = new ArrayList<>();
        items.forEach(item -> list.add(toTree.apply(item)));
        return list;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value, String place) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new Invalid(place + ": expected an object");
    }

    private static List<?> list(@Nullable Object value, String place) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Invalid(place + ": expected a list");
    }

    private static String string(Map<String, @Nullable Object> map, String key, String place) {
        if (map.get(key) instanceof String s) {
            return s;
        }
        throw new Invalid(place + ": expected a text for '" + key + "'");
    }

    /** A file that is JSON, but no layout; the message has the place as a pointer. */
    static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message, null, false, false);
        }
    }
}
