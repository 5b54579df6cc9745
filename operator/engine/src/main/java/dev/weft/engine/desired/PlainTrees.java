package dev.weft.engine.desired;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain trees of located ones. What several nodes share (all of a layout that holds no value of a node) becomes one tree. */
final class PlainTrees {

    private final Map<Located, Object> known = new IdentityHashMap<>();

    @Nullable
    Object of(Located located) {
        if (located instanceof Located.Leaf leaf) {
            return leaf.value();
        }
        Object found = known.get(located);
        if (found == null) {
            found = located instanceof Located.Fields fields ? map(fields) : list((Located.Items) located);
            known.put(located, found);
        }
        return found;
    }

    Map<String, @Nullable Object> map(Located.Fields fields) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        fields.fields().forEach((key, value) -> map.put(key, of(value)));
        return map;
    }

    private List<@Nullable Object> list(Located.Items items) {
        List<@Nullable Object> list = new ArrayList<>(items.items().size());
        items.items().forEach(item -> list.add(of(item)));
        return list;
    }
}
