package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hides secrets in a tree. What holds none is returned as it is, not copied: the usual case, and that of every comparison. */
final class Redaction {

    private static final BlockType ANYTHING = new BlockType.Anything();

    private Redaction() {}

    static @Nullable Object of(BlockType type, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return dictionary(type, map);
        }
        return tree instanceof List<?> list ? sequence(type, list) : tree;
    }

    private static List<?> sequence(BlockType type, List<?> list) {
        BlockType element = type instanceof BlockType.Sequence s ? s.element() : ANYTHING;
        List<@Nullable Object> copy = null;
        for (int i = 0; i < list.size(); i++) {
            Object given = list.get(i);
            Object shown = of(element, given);
            if (shown != given) {
                copy = copy == null ? new ArrayList<>(list) : copy;
                copy.set(i, shown);
            }
        }
        return copy == null ? list : copy;
    }

    private static Map<?, ?> dictionary(BlockType type, Map<?, ?> map) {
        Optional<BlockSchema> schema = Trees.dictionary(map).flatMap(m -> KeyRules.schemaOf(type, m));
        Map<Object, @Nullable Object> copy = null;
        for (Map.Entry<?, ?> e : map.entrySet()) {
            Object given = e.getValue();
            Object shown = entry(type, schema, String.valueOf(e.getKey()), given);
            if (shown != given) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(e.getKey(), shown);
            }
        }
        return copy == null ? map : copy;
    }

    private static @Nullable Object entry(
            BlockType around, Optional<BlockSchema> schema, String name, @Nullable Object value) {
        BlockField field = schema.isPresent() ? schema.get().fields().get(name) : null;
        if (field != null) {
            return field.secret() ? Secrets.hide(value) : of(field.type(), value);
        }
        if (around instanceof BlockType.Mapping m && !isOpen(m.value())) {
            return of(m.value(), value);
        }
        return Secrets.telling(name) ? Secrets.hide(value) : of(ANYTHING, value);
    }

    private static boolean isOpen(BlockType value) {
        return value instanceof BlockType.Text || value instanceof BlockType.Anything;
    }
}
