package dev.weft.crd.schema;

import dev.weft.config.schema.BlockField;
import dev.weft.config.schema.BlockSchema;
import dev.weft.config.schema.BlockType;
import dev.weft.config.schema.Doc;
import dev.weft.config.schema.Rewrites;
import dev.weft.crd.schema.ScalarSchemas.Notation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From records to schemas. One instance per schema: it knows where in the nesting it stands. */
final class BlockSchemas {

    /**
     * Fields that hold Crossbar.io's blocks: the record keeps them as trees, because they are read only after the values of a node are
     * filled in.
     */
    private static final Map<String, Class<?>> TEMPLATES = Map.of("workers", dev.weft.config.worker.WorkerItem.class);

    /** What a user has to know of everything below, said once. */
    private static final String REFERENCES = " Any text, number or boolean in it, except type, may be a reference:"
            + " $(values.x), $(node.authid), $(label.x); a secret is always one: $(secret.name/key).";

    private final Notation notation;
    private final ScalarSchemas scalars;
    private final Deque<BlockType> around = new ArrayDeque<>();

    /** How many blocks there are between here and the list around them. */
    private int below;

    private BlockSchemas(Notation notation) {
        this.notation = notation;
        this.scalars = new ScalarSchemas(notation);
    }

    /** The schema of a record whose values are written out. */
    static Map<String, Object> of(Class<? extends Record> type) {
        return new BlockSchemas(Notation.WRITTEN_OUT).block(BlockSchema.of(type), "", 1);
    }

    /** The schema of a block of Crossbar.io, whose scalars may be references, in a list of at most {@code places}. */
    static Map<String, Object> template(Class<?> type, long places) {
        return new BlockSchemas(Notation.OR_REFERENCE).nested(BlockSchema.typeOf(type), "", places);
    }

    private Map<String, Object> block(BlockSchema schema, String description, long places) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (BlockField field : schema.fields().values()) {
            properties.put(field.name(), field(schema, field, places));
            if (field.required() && notation == Notation.WRITTEN_OUT) {
                required.add(field.name());
            }
        }
        return Schemas.object(properties, required, description);
    }

    private Map<String, Object> field(BlockSchema block, BlockField field, long places) {
        Map<String, Object> schema = field(field, places);
        if (block.type().isAnnotationPresent(Rewrites.class)
                && field.key()
                && !field.fileId()
                && field.type() instanceof BlockType.Text) {
            // What is written need not be what the pattern is about: com.plant.* is a uri and a match.
            schema.remove("pattern");
        }
        return schema;
    }

    private Map<String, Object> field(BlockField field, long places) {
        String description = Descriptions.of(field);
        Class<?> template = TEMPLATES.get(field.name());
        if (template != null && field.type().equals(new BlockType.Sequence(new BlockType.Anything()))) {
            Map<String, Object> items =
                    template(template, places * field.limits().maxItems());
            return keyed(array(field, items, description + REFERENCES), BlockSchema.typeOf(template));
        }
        Map<String, Object> schema = value(field.type(), field, description, places);
        Object absent = field.absent();
        if (notation == Notation.WRITTEN_OUT && absent != null && !(absent instanceof Map)) {
            schema.put("default", absent);
        }
        return schema;
    }

    private Map<String, Object> value(BlockType type, BlockField field, String description, long places) {
        if (type instanceof BlockType.Nested || type instanceof BlockType.Union) {
            return nested(type, description, places);
        }
        if (type instanceof BlockType.Sequence list) {
            if (field.oneOrMany()) {
                return Schemas.anything(description);
            }
            Map<String, Object> items = element(list.element(), field, places);
            return keyed(array(field, items, description), list.element());
        }
        if (type instanceof BlockType.Mapping map) {
            if (map.value() instanceof BlockType.Anything) {
                return Schemas.openObject(description);
            }
            Map<String, Object> schema = Schemas.of("object", description);
            schema.put("maxProperties", (long) field.limits().maxItems());
            schema.put("additionalProperties", element(map.value(), field, places));
            return schema;
        }
        return scalars.of(type, field, description);
    }

    private Map<String, Object> element(BlockType type, BlockField field, long places) {
        int before = below;
        below = 0;
        try {
            return value(type, field, "", places * field.limits().maxItems());
        } finally {
            below = before;
        }
    }

    /** Custom resource schemas cannot refer to themselves: a block within itself is open. */
    private Map<String, Object> nested(BlockType type, String description, long places) {
        if (around.contains(type)) {
            return Schemas.openObject(description);
        }
        around.push(type);
        below++;
        try {
            return type instanceof BlockType.Union union
                    ? union(union, description, places)
                    : block(((BlockType.Nested) type).schema(), description, places);
        } finally {
            around.pop();
            below--;
        }
    }

    /** All fields of all members side by side, because a structural schema has no alternatives. */
    private Map<String, Object> union(BlockType.Union union, String description, long places) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, List<String>> owners = new LinkedHashMap<>();
        union.members().forEach((name, type) -> {
            BlockSchema schema = BlockSchema.of(type);
            for (BlockField field : schema.fields().values()) {
                fields.merge(
                        field.name(),
                        field(schema, field, places),
                        (one, other) -> SchemaUnion.of(Trees.map(one), Trees.map(other)));
                owners.computeIfAbsent(field.name(), none -> new ArrayList<>()).add(name);
            }
        });
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> discriminator = new ScalarSchemas(Notation.WRITTEN_OUT)
                .choice(new ArrayList<>(union.members().keySet()), types(union));
        properties.put(union.discriminator(), discriminator);
        owners.forEach((field, names) -> {
            Map<String, Object> schema = Trees.map(fields.get(field));
            if (names.size() < union.members().size()) {
                Descriptions.limit(schema, names);
            }
            properties.put(field, schema);
        });
        Map<String, Object> whole = Schemas.object(properties, List.of(), description);
        if (below <= UnionRules.DEEPEST && places <= UnionRules.MOST_PLACES) {
            UnionRules.add(whole, union, owners);
        }
        return whole;
    }

    private static String types(BlockType.Union union) {
        return union.members().entrySet().stream()
                .map(member -> Optional.ofNullable(member.getValue().getAnnotation(Doc.class))
                        .map(doc -> member.getKey() + ": " + doc.value().split("\\. ")[0])
                        .orElse(member.getKey()))
                .collect(Collectors.joining("; ", "What it is. ", "."));
    }

    private static Map<String, Object> array(BlockField field, Map<String, Object> items, String description) {
        Map<String, Object> schema = Schemas.of("array", description);
        schema.put("maxItems", (long) field.limits().maxItems());
        schema.put("items", items);
        return schema;
    }

    /**
     * Elements that are told apart by a text are a map for the API server: it refuses two of one key, and appliers own them one by one.
     * Permissions are not, since {@code match} may be left to be read from the uri.
     */
    private static Map<String, Object> keyed(Map<String, Object> array, BlockType element) {
        List<String> keys = keys(element);
        Map<String, Object> items = Trees.map(array.get("items"));
        if (keys.isEmpty() || !Trees.map(items.get("properties")).keySet().containsAll(keys)) {
            return array;
        }
        items.put("required", keys);
        array.put(Schemas.LIST_TYPE, "map");
        array.put(Schemas.LIST_KEYS, keys);
        return array;
    }

    /** The fields that tell the elements of a list apart, where each element must have all of them. */
    private static List<String> keys(BlockType element) {
        if (element instanceof BlockType.Nested block) {
            return keys(block.schema());
        }
        if (element instanceof BlockType.Union union) {
            List<List<String>> all = union.members().values().stream()
                    .map(member -> keys(BlockSchema.of(member)))
                    .distinct()
                    .toList();
            return all.size() == 1 ? all.get(0) : List.of();
        }
        return List.of();
    }

    private static List<String> keys(BlockSchema schema) {
        boolean usable =
                schema.keys().stream().allMatch(key -> key.absent() == null && key.type() instanceof BlockType.Text);
        return usable ? schema.keys().stream().map(BlockField::name).toList() : List.of();
    }
}
