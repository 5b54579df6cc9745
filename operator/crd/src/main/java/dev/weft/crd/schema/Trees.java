package dev.weft.crd.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts of a tree of maps, lists and scalars. */
final class Trees {

    private Trees() {}

    /** The map itself, not a copy; an empty one for what is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The list itself, not a copy; an empty one for what is none. */
    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object tree) {
        return tree instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
