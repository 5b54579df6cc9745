package dev.weft.crd.schema;

import dev.weft.config.schema.BlockType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses fields that the type of a block does not have. */
final class UnionRules {

    /**
     * Where a rule could be met more often than this in one document, the API server would refuse the schema: it adds up what all rules
     * could cost. The operator checks what is deeper.
     */
    static final long MOST_PLACES = 65_536;

    /** An element of a list, and a block directly in it: a transport and its endpoint, but not the ways of its authentication. */
    static final int DEEPEST = 2;

    private UnionRules() {}

    static void add(Map<String, Object> schema, BlockType.Union union, Map<String, List<String>> owners) {
        Map<String, Object> properties = Trees.map(schema.get("properties"));
        String type = "self." + Cel.name(union.discriminator());
        owners.forEach((field, types) -> {
            if (types.size() < union.members().size() && isVisible(Trees.map(properties.get(field)))) {
                Cel.add(
                        schema,
                        "!has(self." + Cel.name(field) + ") || !has(" + type + ") || " + type + " in ["
                                + types.stream().map(Cel::text).collect(Collectors.joining(", ")) + "]",
                        field + " belongs to " + union.discriminator() + " " + String.join(", ", types)
                                + ": remove it, or change the " + union.discriminator());
            }
        });
    }

    /** Rules do not see a value of which no type is known. */
    private static boolean isVisible(Map<String, Object> schema) {
        return schema.containsKey("type") || schema.containsKey(Schemas.INT_OR_STRING);
    }
}
