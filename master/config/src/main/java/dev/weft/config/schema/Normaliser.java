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
        return value(BlockSchema.typeOf(type), tree);
    }

    static @Nullable Object value(BlockType type, @Nullable Object tree) {
        return value(type, null, tree, Place.ALONE);
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
        Map<String, @Nullable Object> tree = schema.rewritten(given);
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        int known = 0;
        String discriminator = schema.discriminator();
        if (discriminator != null) {
            known += tree.containsKey(discriminator) ? 1 : 0;
            out.put(discriminator, schema.typeName());
        }
        for (BlockField field : schema.fields().values()) {
            Object raw = tree.get(field.name());
            known += raw == null ? 0 : 1;
            if ((field.fileId() && place == Place.ALONE) || field.impact() == Impact.Kind.SERVER_RESOLVED) {
                continue;
            }
            Object canonical = raw == null ? schema.canonicalAbsent(field) : field(field, raw);
            if (canonical != null) {
                out.put(field.name(), canonical);
            }
        }
        if (known < tree.size()) {
            unknown(schema, tree, out);
        }
        return out;
    }

    /** The canonical form of a field's value; null where it means the same as none. */
    static @Nullable Object field(BlockField field, Object given) {
        Object canonical = value(field.type(), field, own(field, given), Place.ALONE);
        return canonical != null && field.emptyIsAbsent() && isEmpty(canonical) ? null : canonical;
    }

    private static void unknown(
            BlockSchema schema, Map<String, @Nullable Object> tree, Map<String, @Nullable Object> out) {
        for (Map.Entry<String, @Nullable Object> e : new TreeMap<>(tree).entrySet()) {
            String name = e.getKey();
            if (e.getValue() != null && !schema.fields().containsKey(name) && !name.equals(schema.discriminator())) {
                out.put(name, plain(e.getValue()));
            }
        }
    }

    /** What of a field is part of the block itself. */
    private static @Nullable Object own(BlockField field, Object tree) {
        String except = field.ownObjects();
        if (except == null) {
            return tree;
        }
        return tree instanceof Map<?, ?> map && !except.isEmpty() && map.containsKey(except)
                ? Collections.singletonMap(except, map.get(except))
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
        sortByKey(type.element(), out);
        return out;
    }

    private record Keyed(String key, @Nullable Object element) {}

    /** Where each element has a key. */
    private static void sortByKey(BlockType element, List<@Nullable Object> list) {
        List<Keyed> sorted = new ArrayList<>(list.size());
        for (Object each : list) {
            Optional<String> key = KeyRules.keyOf(element, each);
            if (key.isEmpty()) {
                return;
            }
            sorted.add(new Keyed(key.get(), each));
        }
        sorted.sort(Comparator.comparing(Keyed::key));
        for (int i = 0; i < sorted.size(); i++) {
            list.set(i, sorted.get(i).element());
        }
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
