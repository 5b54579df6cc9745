package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hides secrets in a tree. */
final class Redaction {

    private Redaction() {}

    static @Nullable Object of(BlockType type, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return dictionary(type, map);
        }
        if (tree instanceof List<?> list) {
            BlockType element = type instanceof BlockType.Sequence s ? s.element() : new BlockType.Anything();
            List<@Nullable Object> out = new ArrayList<>();
            for (Object each : list) {
                out.add(of(element, each));
            }
            return out;
        }
        return tree;
    }

    private static Map<Object, @Nullable Object> dictionary(BlockType type, Map<?, ?> map) {
        Optional<BlockSchema> schema = Trees.dictionary(map).flatMap(m -> KeyRules.schemaOf(type, m));
        Map<Object, @Nullable Object> out = new LinkedHashMap<>();
        for (Map.Entry<?, ?> e : map.entrySet()) {
            String name = String.valueOf(e.getKey());
            BlockField field = schema.map(s -> s.fields().get(name)).orElse(null);
            out.put(e.getKey(), entry(type, field, name, e.getValue()));
        }
        return out;
    }

    private static @Nullable Object entry(
            BlockType around, @Nullable BlockField field, String name, @Nullable Object value) {
        if (field != null) {
            return field.secret() ? Secrets.hide(value) : of(field.type(), value);
        }
        if (around instanceof BlockType.Mapping m && !isOpen(m.value())) {
            return of(m.value(), value);
        }
        return Secrets.telling(name) ? Secrets.hide(value) : of(new BlockType.Anything(), value);
    }

    private static boolean isOpen(BlockType value) {
        return value instanceof BlockType.Text || value instanceof BlockType.Anything;
    }
}
