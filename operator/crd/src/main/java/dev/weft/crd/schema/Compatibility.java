package dev.weft.crd.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a changed definition still takes every resource that the one before took, with the same meaning. Resources are in clusters, and
 * a definition that refuses one of them makes it impossible to edit it, or silently drops what it says.
 */
public final class Compatibility {

    private static final List<String> AT_MOST = List.of("maximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> AT_LEAST = List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> SAME =
            List.of("pattern", "format", "anyOf", Schemas.LIST_TYPE, Schemas.LIST_KEYS);

    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** What breaks, one sentence each; empty where nothing does. Both are whole definitions of one resource. */
    public static List<String> breaks(Map<String, Object> before, Map<String, Object> after) {
        Compatibility found = new Compatibility();
        Map<String, Object> old = Trees.map(before.get("spec"));
        Map<String, Object> now = Trees.map(after.get("spec"));
        for (String fixed : List.of("group", "scope")) {
            found.same(fixed, old.get(fixed), now.get(fixed));
        }
        for (String fixed : List.of("kind", "plural")) {
            found.same(
                    fixed,
                    Trees.map(old.get("names")).get(fixed),
                    Trees.map(now.get("names")).get(fixed));
        }
        for (Object version : Trees.list(old.get("versions"))) {
            String name = String.valueOf(Trees.map(version).get("name"));
            Trees.list(now.get("versions")).stream()
                    .map(Trees::map)
                    .filter(each -> name.equals(each.get("name")))
                    .findFirst()
                    .ifPresentOrElse(
                            kept -> found.schema("", root(Trees.map(version)), root(kept)),
                            () -> found.breaks.add("version " + name + " is gone: clusters have resources of it"));
        }
        return List.copyOf(found.breaks);
    }

    /** The same for two schemas. */
    static List<String> ofSchemas(Map<String, Object> before, Map<String, Object> after) {
        Compatibility found = new Compatibility();
        found.schema("", before, after);
        return List.copyOf(found.breaks);
    }

    private static Map<String, Object> root(Map<String, Object> version) {
        return Trees.map(Trees.map(version.get("schema")).get("openAPIV3Schema"));
    }

    private void same(String what, @Nullable Object old, @Nullable Object now) {
        if (!Objects.equals(old, now)) {
            breaks.add(what + " was " + old + " and is " + now + ": that is another resource");
        }
    }

    private void schema(String place, Map<String, Object> old, Map<String, Object> now) {
        if (isAnything(now)) {
            // What takes anything has no words that could narrow it, but anyOf.
            narrowed(place, old, now);
            return;
        }
        String was = type(old);
        String is = type(now);
        boolean wider = was.equals("integer") && (is.equals("number") || is.equals("integer or string"));
        if (!was.equals(is) && !wider) {
            add(place, "was of type " + was + " and is of type " + is);
            return;
        }
        if (Boolean.TRUE.equals(old.get(Schemas.OPEN)) && !Boolean.TRUE.equals(now.get(Schemas.OPEN))) {
            add(place, "took any field and takes only some");
        }
        narrowed(place, old, now);
        fields(place, old, now);
        for (String inner : List.of("items", "additionalProperties")) {
            if (old.containsKey(inner) && now.containsKey(inner)) {
                schema(place + "[]", Trees.map(old.get(inner)), Trees.map(now.get(inner)));
            }
        }
    }

    private void narrowed(String place, Map<String, Object> old, Map<String, Object> now) {
        for (String word : AT_MOST) {
            limit(place, word, old.get(word), now.get(word), 1);
        }
        for (String word : AT_LEAST) {
            limit(place, word, old.get(word), now.get(word), -1);
        }
        for (String word : SAME) {
            if (now.containsKey(word) && !now.get(word).equals(old.get(word))) {
                add(place, word + " was " + said(old.get(word)) + " and is " + now.get(word));
            }
        }
        if (now.containsKey("enum")) {
            Set<Object> gone = new HashSet<>(Trees.list(old.get("enum")));
            gone.removeAll(Trees.list(now.get("enum")));
            if (!old.containsKey("enum")) {
                add(place, "took any value and takes only " + now.get("enum"));
            } else if (!gone.isEmpty()) {
                add(place, "takes " + gone + " no more");
            }
        }
        if (old.containsKey("default") && !old.get("default").equals(now.get("default"))) {
            add(place, "its default was " + old.get("default") + " and is " + said(now.get("default")));
        }
        Set<Object> known = new HashSet<>();
        Trees.list(old.get(Cel.RULES)).forEach(rule -> known.add(Trees.map(rule).get("rule")));
        for (Object rule : Trees.list(now.get(Cel.RULES))) {
            Object text = Trees.map(rule).get("rule");
            if (!known.contains(text)) {
                add(place, "has the new rule " + text);
            }
        }
    }

    private void limit(String place, String word, @Nullable Object old, @Nullable Object now, int direction) {
        if (now instanceof Number is && (!(old instanceof Number was) || compare(is, was) * direction < 0)) {
            add(place, word + " was " + said(old) + " and is " + now);
        }
    }

    private static int compare(Number one, Number other) {
        return Long.compare(one.longValue(), other.longValue());
    }

    private void fields(String place, Map<String, Object> old, Map<String, Object> now) {
        Map<String, Object> were = Trees.map(old.get("properties"));
        Map<String, Object> are = Trees.map(now.get("properties"));
        boolean open = Boolean.TRUE.equals(now.get(Schemas.OPEN)) || now.containsKey("additionalProperties");
        were.forEach((name, field) -> {
            if (are.containsKey(name)) {
                schema(below(place, name), Trees.map(field), Trees.map(are.get(name)));
            } else if (!open) {
                add(below(place, name), "is gone");
            }
        });
        for (Object name : Trees.list(now.get("required"))) {
            boolean filled = Trees.map(are.get(String.valueOf(name))).containsKey("default");
            if (!Trees.list(old.get("required")).contains(name) && !filled) {
                add(below(place, String.valueOf(name)), "has to be given and had not");
            }
        }
    }

    private static boolean isAnything(Map<String, Object> schema) {
        return Boolean.TRUE.equals(schema.get(Schemas.OPEN)) && !schema.containsKey("type");
    }

    private static String type(Map<String, Object> schema) {
        if (schema.containsKey(Schemas.INT_OR_STRING)) {
            return "integer or string";
        }
        Object type = schema.get("type");
        return type == null ? "anything" : type.toString();
    }

    private static String below(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static String said(@Nullable Object value) {
        return value == null ? "not there" : value.toString();
    }

    private void add(String place, String what) {
        breaks.add((place.isEmpty() ? "the resource" : place) + " " + what);
    }
}
