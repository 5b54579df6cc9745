package dev.weft.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads results leniently: a master of another make may leave things out or say them in another shape. */
final class Wire {

    private Wire() {}

    /** The dictionary, or an empty one. */
    static Map<String, Object> dict(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                if (item != null) {
                    copy.put(String.valueOf(key), item);
                }
            });
        }
        return copy;
    }

    /** The list without nulls, or an empty one. */
    static List<Object> list(@Nullable Object value) {
        List<Object> copy = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item != null) {
                    copy.add(item);
                }
            }
        }
        return copy;
    }

    /** The non-empty text under this key. */
    static Optional<String> text(Map<String, Object> dict, String key) {
        return dict.get(key) instanceof String s && !s.isEmpty() ? Optional.of(s) : Optional.empty();
    }

    static long number(Map<String, Object> dict, String key) {
        return dict.get(key) instanceof Number n ? n.longValue() : 0;
    }

    /** The ids in a list: texts are ids, objects have one. Originals answer either, depending on the procedure. */
    static List<String> ids(@Nullable Object value) {
        List<String> ids = new ArrayList<>();
        for (Object item : list(value)) {
            if (item instanceof String id) {
                ids.add(id);
            } else {
                text(dict(item), "id").ifPresent(ids::add);
            }
        }
        return ids;
    }
}
