package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings trees into the form in which they are compared. */
final class Normaliser {

    /** Where a block stands: an element of a list keeps the id by which it is told from the others. */
    private enum Place {
        ALONE,
        LISTED
    }

    private Normaliser() {}

    static @Nullable Object root(Class<?> type, @Nullable Object tree) {
        return value(BlockSchema.typeOf(type), null, tree, Place.ALONE);
    }

    private static @Nullable Object value(
            BlockType type, @Nullable BlockField field, @Nullable Object tree, Place place) {
        if (type instanceof BlockType.Nested || type instanceof BlockType.Union) {
            Optional<Map<String, @Nullable Object>> map = Trees.dictionary(tree);
            Optional<BlockSchema> schema = map.flatMap(m -> KeyRules.schemaOf(type, m));
            return schema.isPresent() ? block(schema.get(), map.get(), place) : plain(tree);
        }
        if (type instanceof BlockType.Sequence s) {
            boolean single = field != null && field.oneOrMany() && tree != null && !(tree instanceof List);
            return (single ? List.of(tree) : tree) instanceof List<?> list ? sequence(s, field, list) : plain(tree);
        }
        if (type instanceof BlockType.Mapping m && tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> out = new TreeMap<>();
            map.forEach((k, v) -> out.put(String.valueOf(k), value(m.value(), field, v, Place.ALONE)));
            return out;
        }
        return scalar(type, tree);
    }

    private static Map<String, @Nullable Object> block(
            BlockSchema schema, Map<String, @Nullable Object> given, Place place) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(schema.rewritten(given));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        String discriminator = schema.discriminator();
        if (discriminator != null) {
            tree.remove(discriminator);
            out.put(discriminator, schema.typeName());
        }
        for (BlockField field : schema.fields().values()) {
            Object raw = tree.remove(field.name());
            if ((field.fileId() && place == Place.ALONE) || field.impact() == Impact.Kind.SERVER_RESOLVED) {
                continue;
            }
            Object effective = raw == null ? field.absent() : raw;
            Object canonical =
                    effective == null ? null : value(field.type(), field, own(field, effective), Place.ALONE);
            if (canonical != null && !(field.emptyIsAbsent() && isEmpty(canonical))) {
                out.put(field.name(), canonical);
            }
        }
        new TreeMap<>(tree).forEach((k, v) -> {
            if (v != null) {
                out.put(k, plain(v));
            }
        });
        return out;
    }

    /** What of a field is part of the block itself. */
    private static @Nullable Object own(BlockField field, Object tree) {
        OwnObjects objects = field.ownObjects();
        if (objects == null) {
            return tree;
        }
        return tree instanceof Map<?, ?> map && !objects.except().isEmpty() && map.containsKey(objects.except())
                ? Collections.singletonMap(objects.except(), map.get(objects.except()))
                : null;
    }

    private static boolean isEmpty(Object canonical) {
        return (canonical instanceof List<?> l && l.isEmpty()) || (canonical instanceof Map<?, ?> m && m.isEmpty());
    }

    private static List<@Nullable Object> sequence(BlockType.Sequence type, @Nullable BlockField field, List<?> list) {
        List<@Nullable Object> out = new ArrayList<>();
        for (Object each : list) {
            out.add(value(type.element(), field, each, Place.LISTED));
        }
        if (field != null && field.unordered()) {
            List<@Nullable Object> distinct = new ArrayList<>(new LinkedHashSet<>(out));
            distinct.sort(Comparator.comparing(String::valueOf));
            return distinct;
        }
        if (out.stream().allMatch(e -> KeyRules.keyOf(type.element(), e).isPresent())) {
            out.sort(Comparator.comparing(e -> KeyRules.keyOf(type.element(), e).orElse("")));
        }
        return out;
    }

    private static @Nullable Object scalar(BlockType type, @Nullable Object tree) {
        if (type instanceof BlockType.Environment e) {
            return tree instanceof String s ? e.variableIn(s).map(e::reference).orElse(s) : scalar(e.value(), tree);
        }
        if (type instanceof BlockType.Real && tree instanceof Number n) {
            return n.doubleValue();
        }
        if (type instanceof BlockType.Whole && tree instanceof Double d && d == Math.rint(d) && !Double.isInfinite(d)) {
            return d.longValue();
        }
        return plain(tree);
    }

    /** Numbers as Long or Double, dictionaries sorted. */
    static @Nullable Object plain(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> out = new TreeMap<>();
            map.forEach((k, v) -> out.put(String.valueOf(k), plain(v)));
            return out;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> out = new ArrayList<>();
            list.forEach(v -> out.add(plain(v)));
            return out;
        }
        if (tree instanceof Number n && Trees.isWhole(n)) {
            return n.longValue();
        }
        return tree instanceof Float f ? (Object) f.doubleValue() : tree;
    }
}
