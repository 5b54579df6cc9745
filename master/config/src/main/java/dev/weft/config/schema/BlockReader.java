package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From trees to blocks. A value that could not be read is {@link #UNKNOWN}; its problem has been reported then. */
final class BlockReader {

    /** Whether a text {@code $(…)} stands for a value that is not known yet. */
    enum References {
        ACCEPTED,
        REFUSED
    }

    static final Object UNKNOWN = new Object();

    private final References references;

    BlockReader(References references) {
        this.references = references;
    }

    @Nullable
    Object read(Class<?> type, @Nullable Object tree, Problems at) {
        BlockType block = BlockSchema.typeOf(type);
        if (tree == null) {
            at.add("expected a dictionary, got null", "Give the configuration");
            return UNKNOWN;
        }
        return block instanceof BlockType.Union u
                ? union(u, tree, at, 0)
                : block(((BlockType.Nested) block).schema(), tree, at, 0);
    }

    private Object union(BlockType.Union union, Object tree, Problems at, int depth) {
        Optional<Map<String, @Nullable Object>> map = Trees.dictionary(tree);
        if (map.isEmpty()) {
            at.add("expected a dictionary, got " + Trees.words(tree), "");
            return UNKNOWN;
        }
        Object name = map.get().get(union.discriminator());
        String known = String.join(", ", union.members().keySet());
        if (name == null) {
            at.add("missing field '" + union.discriminator() + "'", "Set it to one of " + known);
            return UNKNOWN;
        }
        Class<?> member = name instanceof String s ? union.members().get(s) : null;
        if (member == null) {
            if (isReference(name)) {
                return UNKNOWN;
            }
            Optional<String> meant = name instanceof String s
                    ? Suggestion.nearest(s, union.members().keySet())
                    : Optional.empty();
            at.at(union.discriminator())
                    .add(
                            "expected one of " + known + ", got " + Trees.shown(name, false),
                            meant.map(n -> "Did you mean '" + n + "'?").orElse("Known: " + known));
            meant.ifPresent(n -> readAs(n, union, map.get(), at, depth));
            return UNKNOWN;
        }
        return block(BlockSchema.of(member), tree, at, depth);
    }

    /** What else is wrong with it, if that is what was meant: it is to be told at once. */
    private void readAs(
            String meant, BlockType.Union union, Map<String, @Nullable Object> tree, Problems at, int depth) {
        Map<String, @Nullable Object> mended = new LinkedHashMap<>(tree);
        mended.put(union.discriminator(), meant);
        Object unused =
                block(BlockSchema.of(Objects.requireNonNull(union.members().get(meant))), mended, at, depth);
    }

    private Object block(BlockSchema schema, Object tree, Problems at, int depth) {
        Optional<Map<String, @Nullable Object>> map = Trees.dictionary(tree);
        if (map.isEmpty()) {
            at.add("expected a dictionary, got " + Trees.words(tree), "");
            return UNKNOWN;
        }
        if (depth > Trees.MAX_DEPTH) {
            at.add("nested deeper than " + Trees.MAX_DEPTH + " levels", "Flatten the configuration");
            return UNKNOWN;
        }
        Map<String, @Nullable Object> given = schema.rewritten(map.get());
        boolean whole = refuseUnknown(schema, given, at);
        @Nullable Object[] values = new Object[schema.fields().size()];
        int i = 0;
        for (BlockField field : schema.fields().values()) {
            Object value = fieldValue(field, given.get(field.name()), at, depth);
            whole &= value != UNKNOWN;
            values[i++] = value;
        }
        return whole ? create(schema, values, at) : UNKNOWN;
    }

    private static boolean refuseUnknown(BlockSchema schema, Map<String, @Nullable Object> given, Problems at) {
        boolean fine = true;
        for (Map.Entry<String, @Nullable Object> e : given.entrySet()) {
            if (schema.fields().containsKey(e.getKey())) {
                continue;
            }
            if (e.getKey().equals(schema.discriminator())) {
                if (!Objects.equals(e.getValue(), schema.typeName())) {
                    at.at(e.getKey())
                            .add("expected \"" + schema.typeName() + "\", got " + Trees.shown(e.getValue(), false), "");
                    fine = false;
                }
                continue;
            }
            fine = false;
            Set<String> known = schema.fields().keySet();
            String remedy = Suggestion.nearest(e.getKey(), known)
                    .map(n -> "Did you mean '" + n + "'?")
                    .orElse(known.isEmpty() ? "Remove it" : "Known fields: " + String.join(", ", known));
            at.at(e.getKey()).add("unknown field '" + Secrets.cut(e.getKey()) + "'", remedy);
        }
        return fine;
    }

    private @Nullable Object fieldValue(BlockField field, @Nullable Object raw, Problems at, int depth) {
        Object tree = raw == null ? field.absent() : raw;
        if (tree != null) {
            return value(field.type(), field, tree, at.at(field.name()).advising(field.doc()), depth + 1);
        }
        if (field.required()) {
            at.add(
                    "missing field '" + field.name() + "'",
                    "Give it: " + field.type().words() + (field.doc().isEmpty() ? "" : ". " + field.doc()));
            return UNKNOWN;
        }
        if (field.type() instanceof BlockType.Sequence) {
            return field.nullable() ? null : List.of();
        }
        if (field.type() instanceof BlockType.Mapping) {
            return field.nullable() ? null : Map.of();
        }
        return null;
    }

    private Object value(BlockType type, BlockField field, Object tree, Problems at, int depth) {
        if (type instanceof BlockType.Nested n) {
            return block(n.schema(), tree, at, depth);
        }
        if (type instanceof BlockType.Union u) {
            return union(u, tree, at, depth);
        }
        if (type instanceof BlockType.Sequence s) {
            return sequence(s, field, tree, at, depth);
        }
        if (type instanceof BlockType.Mapping m) {
            return mapping(m, field, tree, at, depth);
        }
        if (isReference(tree)) {
            return UNKNOWN;
        }
        return new ScalarReader(field).read(type, tree, at);
    }

    private Object sequence(BlockType.Sequence type, BlockField field, Object tree, Problems at, int depth) {
        Object listed = field.oneOrMany() && !(tree instanceof List) ? List.of(tree) : tree;
        if (!(listed instanceof List<?> list)) {
            at.add("expected a list, got " + Trees.words(tree), "");
            return UNKNOWN;
        }
        if (list.size() > field.limits().maxItems()) {
            at.add("a list of " + list.size() + ", more than " + field.limits().maxItems(), "Shorten it");
            return UNKNOWN;
        }
        List<Object> out = new ArrayList<>();
        boolean whole = true;
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (element == null) {
                at.at(i).add("expected " + type.element().words() + ", got null", "Remove the empty entry");
                whole = false;
                continue;
            }
            Object value = value(type.element(), field, element, at.at(i), depth + 1);
            whole &= value != UNKNOWN;
            out.add(value);
        }
        whole &= KeyRules.refuseDuplicates(type.element(), list, at);
        return whole ? Collections.unmodifiableList(out) : UNKNOWN;
    }

    private Object mapping(BlockType.Mapping type, BlockField field, Object tree, Problems at, int depth) {
        Optional<Map<String, @Nullable Object>> map = Trees.dictionary(tree);
        if (map.isEmpty()) {
            // Never the value itself: where structure is missing, a secret may stand.
            at.add("expected a dictionary, got " + Trees.words(tree), "");
            return UNKNOWN;
        }
        Limits limits = field.limits();
        if (map.get().size() > limits.maxItems()) {
            at.add("a dictionary of " + map.get().size() + ", more than " + limits.maxItems(), "Shorten it");
            return UNKNOWN;
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        boolean whole = true;
        for (Map.Entry<String, @Nullable Object> e : map.get().entrySet()) {
            Problems here = at.at(e.getKey());
            if (limits.keyPattern() != null
                    && !limits.keyPattern().matcher(e.getKey()).matches()) {
                here.add("\"" + Secrets.cut(e.getKey()) + "\" is not " + limits.keyMeaning(), "Rename it");
                whole = false;
            }
            Object element = e.getValue();
            if (element == null && !(type.value() instanceof BlockType.Anything)) {
                here.add("expected " + type.value().words() + ", got null", "Remove it or give a value");
                whole = false;
                continue;
            }
            Object value = element == null ? null : value(type.value(), field, element, here, depth + 1);
            whole &= value != UNKNOWN;
            out.put(e.getKey(), value);
        }
        return whole ? Collections.unmodifiableMap(out) : UNKNOWN;
    }

    private static Object create(BlockSchema schema, @Nullable Object[] values, Problems at) {
        try {
            Object block = schema.create(values);
            if (block instanceof Checked checked) {
                checked.check(at);
            }
            return block;
        } catch (IllegalArgumentException e) {
            at.add(e.getMessage() == null ? "values that do not fit together" : e.getMessage(), "");
            return UNKNOWN;
        }
    }

    private boolean isReference(Object tree) {
        return references == References.ACCEPTED && tree instanceof String s && s.contains("$(") && s.contains(")");
    }
}
