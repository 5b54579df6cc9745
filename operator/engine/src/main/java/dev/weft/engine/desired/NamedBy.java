package dev.weft.engine.desired;

import dev.weft.engine.path.ObjectPath;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of the documents of a node name which of its objects. Objects that the same documents name share one set. */
final class NamedBy {

    /** What every object has that is not among the others. */
    private final SortedSet<String> all;

    private final Map<ObjectPath, SortedSet<String>> some = new HashMap<>();

    private NamedBy(SortedSet<String> all) {
        this.all = all;
    }

    static NamedBy of(ObjectPath node, Map<String, Located> parts) {
        NamedBy named = new NamedBy(Collections.unmodifiableSortedSet(new TreeSet<>(parts.keySet())));
        if (parts.size() > 1) {
            Map<SortedSet<String>, SortedSet<String>> shared = new HashMap<>();
            parts.forEach((document, workers) -> named.add(node, document, workers));
            named.some.replaceAll((path, set) -> shared.computeIfAbsent(set, Collections::unmodifiableSortedSet));
        }
        return named;
    }

    private void add(ObjectPath node, String document, Located workers) {
        if (!(workers instanceof Located.Items list)) {
            return;
        }
        for (Located worker : list.items()) {
            if (worker instanceof Located.Fields fields) {
                WorkerObjects.names(
                        node,
                        fields,
                        path -> some.computeIfAbsent(path, each -> new TreeSet<>())
                                .add(document));
            }
        }
    }

    SortedSet<String> documents(ObjectPath path) {
        return some.getOrDefault(path, all);
    }
}
