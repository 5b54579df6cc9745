package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From blocks to trees. */
final class BlockWriter {

    private BlockWriter() {}

    static Map<String, @Nullable Object> write(Record block) {
        BlockSchema schema = BlockSchema.of(block.getClass());
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        if (schema.discriminator() != null) {
            out.put(schema.discriminator(), schema.typeName());
        }
        for (BlockField field : schema.fields().values()) {
            Object value = component(field, block);
            Object tree = value instanceof OrEnv<?> e
                            && e.variable() != null
                            && field.type() instanceof BlockType.Environment type
                    ? type.reference(e.variable())
                    : tree(value);
            boolean empty = (tree instanceof List<?> l && l.isEmpty()) || (tree instanceof Map<?, ?> m && m.isEmpty());
            if (tree != null
                    && !tree.equals(field.absent())
                    && (!empty || field.required() || !field.emptyIsAbsent())) {
                out.put(field.name(), tree);
            }
        }
        return out;
    }

    private static @Nullable Object component(BlockField field, Record block) {
        try {
            return field.component().getAccessor().invoke(block);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(field.name(), e);
        }
    }

    private static @Nullable Object tree(@Nullable Object value) {
        if (value instanceof OrEnv<?> e) {
            return tree(e.value());
        }
        if (value instanceof Record r) {
            return write(r);
        }
        if (value instanceof Enum<?> e) {
            return SchemaReflection.wireName(e);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> out = new ArrayList<>();
            list.forEach(v -> out.add(tree(v)));
            return out;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> out.put(String.valueOf(k), tree(v)));
            return out;
        }
        return value instanceof Integer i ? (Object) i.longValue() : value;
    }
}
