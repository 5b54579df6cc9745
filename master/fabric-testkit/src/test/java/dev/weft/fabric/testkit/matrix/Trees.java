package dev.weft.fabric.testkit.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Views of values that came from YAML or JSON. */
final class Trees {

    private Trees() {}

    /** The dictionary; an empty one for what is none. */
    static Map<String, @Nullable Object> dict(@Nullable Object tree) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> out.put(String.valueOf(key), value));
        }
        return out;
    }

    /** The list; an empty one for what is none. */
    static List<@Nullable Object> list(@Nullable Object tree) {
        List<@Nullable Object> out = new ArrayList<>();
        if (tree instanceof List<?> list) {
            out.addAll(list);
        }
        return out;
    }

    /** What is known by this name; fails where nothing is. */
    static <T> T known(Map<?, T> all, @Nullable Object name) {
        T value = all.get(name);
        if (value == null) {
            throw new IllegalStateException("nothing is known as " + name);
        }
        return value;
    }

    /** As {@link #list}, of texts. */
    static List<String> texts(@Nullable Object tree) {
        return list(tree).stream().map(String::valueOf).toList();
    }
}
