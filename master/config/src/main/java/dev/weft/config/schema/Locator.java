package dev.weft.config.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the place of a canonical pointer in a tree as it was written. */
final class Locator {

    private Locator() {}

    static String locate(BlockType type, @Nullable Object tree, String canonicalPointer) {
        StringBuilder out = new StringBuilder();
        BlockType here = type;
        Object at = tree;
        for (String segment : Pointers.segments(canonicalPointer)) {
            if (at instanceof List<?> list && here instanceof BlockType.Sequence s) {
                int index = indexOf(s, list, segment);
                if (index < 0) {
                    return out.toString();
                }
                out.append('/').append(index);
                at = list.get(index);
                here = s.element();
            } else if (at instanceof Map<?, ?> map && map.containsKey(segment)) {
                here = inner(here, map, segment);
                at = map.get(segment);
                out.append('/').append(Pointers.escape(segment));
            } else {
                return out.toString();
            }
        }
        return out.toString();
    }

    private static int indexOf(BlockType.Sequence type, List<?> list, String key) {
        for (int i = 0; i < list.size(); i++) {
            if (KeyRules.keyOf(type.element(), list.get(i)).filter(key::equals).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static BlockType inner(BlockType type, Map<?, ?> map, String segment) {
        if (type instanceof BlockType.Mapping m) {
            return m.value();
        }
        BlockField field = Trees.dictionary(map)
                .flatMap(m -> KeyRules.schemaOf(type, m))
                .map(s -> s.fields().get(segment))
                .orElse(null);
        return field == null ? new BlockType.Anything() : field.type();
    }
}
