package dev.weft.crd.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One schema that takes whatever either of two takes. */
final class SchemaUnion {

    private static final List<String> AT_MOST = List.of("maximum", "maxLength", "maxItems", "maxProperties");

    private SchemaUnion() {}

    static Map<String, Object> of(Map<String, Object> one, Map<String, Object> other) {
        if (one.equals(other)) {
            return one;
        }
        boolean sameType = Objects.equals(one.get("type"), other.get("type"))
                && one.containsKey(Schemas.INT_OR_STRING) == other.containsKey(Schemas.INT_OR_STRING);
        boolean typed = one.containsKey("type") || one.containsKey(Schemas.INT_OR_STRING);
        if (!sameType || !typed) {
            Map<String, Object> any = Schemas.anything(description(one, other));
            if (Objects.equals(one.get("anyOf"), other.get("anyOf")) && one.containsKey("anyOf")) {
                any.put("anyOf", one.get("anyOf"));
            }
            return any;
        }
        // Named fields on one side and keys of the user on the other: nothing says that.
        boolean different = one.containsKey("additionalProperties") != other.containsKey("additionalProperties");
        if (different || one.containsKey(Schemas.OPEN) || other.containsKey(Schemas.OPEN)) {
            return Schemas.openObject(description(one, other));
        }
        Map<String, Object> both = new LinkedHashMap<>();
        one.forEach((word, value) -> word(word, value, other).ifPresent(merged -> both.put(word, merged)));
        String description = description(one, other);
        if (!description.isEmpty()) {
            both.put("description", description);
        }
        return both;
    }

    /** What is left of one word of a schema; none where the other does not restrict it. */
    private static Optional<Object> word(String word, Object mine, Map<String, Object> other) {
        Object theirs = other.get(word);
        if (word.equals("properties")) {
            return Optional.of(properties(Trees.map(mine), Trees.map(theirs)));
        }
        if (word.equals("items") || word.equals("additionalProperties")) {
            return Optional.of(of(Trees.map(mine), Trees.map(theirs)));
        }
        if (mine instanceof Long a && theirs instanceof Long b) {
            return Optional.of(AT_MOST.contains(word) ? Math.max(a, b) : Math.min(a, b));
        }
        return mine.equals(theirs) ? Optional.of(mine) : Optional.empty();
    }

    private static Map<String, Object> properties(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> all = new LinkedHashMap<>(one);
        other.forEach(
                (name, schema) -> all.merge(name, schema, (mine, theirs) -> of(Trees.map(mine), Trees.map(theirs))));
        return all;
    }

    private static String description(Map<String, Object> one, Map<String, Object> other) {
        String mine = text(one.get("description"));
        return mine.isEmpty() ? text(other.get("description")) : mine;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
