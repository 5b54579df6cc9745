package dev.weft.crd.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small schemas that all others are made of. */
final class Schemas {

    static final String INT_OR_STRING = "x-kubernetes-int-or-string";
    static final String OPEN = "x-kubernetes-preserve-unknown-fields";
    static final String LIST_TYPE = "x-kubernetes-list-type";
    static final String LIST_KEYS = "x-kubernetes-list-map-keys";

    private Schemas() {}

    /** A schema of this type, described in words where there are any. */
    static Map<String, Object> of(String type, String description) {
        Map<String, Object> schema = described(description);
        schema.put("type", type);
        return schema;
    }

    static Map<String, Object> text(int maxLength, String description) {
        Map<String, Object> schema = of("string", description);
        schema.put("maxLength", (long) maxLength);
        return schema;
    }

    static Map<String, Object> object(Map<String, Object> properties, List<String> required, String description) {
        Map<String, Object> schema = of("object", description);
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        schema.put("properties", properties);
        return schema;
    }

    /** Any value; what it may be is checked by the operator. */
    static Map<String, Object> anything(String description) {
        Map<String, Object> schema = described(description);
        schema.put(OPEN, true);
        return schema;
    }

    /** An object of which nothing is known here. */
    static Map<String, Object> openObject(String description) {
        Map<String, Object> schema = of("object", description);
        schema.put(OPEN, true);
        return schema;
    }

    private static Map<String, Object> described(String description) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }
}
