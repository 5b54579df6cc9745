package dev.weft.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What identifies the elements of a list. */
final class KeyRules {

    private KeyRules() {}

    /** The key of an element as one text; empty where the element's block has no key or the element lacks it. */
    static Optional<String> keyOf(BlockType element, @Nullable Object tree) {
        Optional<Map<String, @Nullable Object>> map = Trees.dictionary(tree);
        Optional<BlockSchema> schema = map.flatMap(m -> schemaOf(element, m));
        if (schema.isEmpty() || schema.get().keys().isEmpty()) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> given = schema.get().rewritten(map.get());
        String joined = null;
        for (BlockField key : schema.get().keys()) {
            Object value = given.get(key.name());
            Object effective = value == null ? key.absent() : value;
            if (effective == null) {
                return Optional.empty();
            }
            joined = joined == null ? effective.toString() : joined + " " + effective;
        }
        return Optional.ofNullable(joined);
    }

    /** The schema that a dictionary of this type has; empty for no block, or an unknown discriminator. */
    static Optional<BlockSchema> schemaOf(BlockType type, Map<String, @Nullable Object> map) {
        if (type instanceof BlockType.Nested n) {
            return Optional.of(n.schema());
        }
        if (type instanceof BlockType.Union u && map.get(u.discriminator()) instanceof String name) {
            return Optional.ofNullable(u.members().get(name)).map(BlockSchema::of);
        }
        return Optional.empty();
    }

    /** False where two elements have the same key; each later one is reported. */
    static boolean refuseDuplicates(BlockType element, List<?> list, Problems at) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        boolean fine = true;
        for (int i = 0; i < list.size(); i++) {
            Optional<String> key = keyOf(element, list.get(i));
            Integer first = key.isEmpty() ? null : seen.putIfAbsent(key.get(), i);
            if (first != null) {
                at.at(i)
                        .add(
                                "'" + Secrets.cut(key.get()) + "' is there twice: entries " + first + " and " + i,
                                "Keep one of them");
                fine = false;
            }
        }
        return fine;
    }
}
