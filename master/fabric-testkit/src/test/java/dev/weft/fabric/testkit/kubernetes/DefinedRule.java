package dev.weft.fabric.testkit.kubernetes;

import dev.weft.fabric.testkit.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A rule as it stands in a definition of the folder {@code crds/}.
 *
 * @param place from the resource to the value that is checked: names of fields, {@code []} behind those of lists
 * @param around the schema of the value that is checked
 * @param spec the schema of the kind's spec
 */
record DefinedRule(
        String kind,
        List<String> place,
        String rule,
        String message,
        Map<String, Object> around,
        Map<String, Object> spec) {

    /** The message of a rule that says which types of a block have a field. */
    static final Pattern UNION =
            Pattern.compile("(?<field>\\S+) belongs to (?<word>\\S+) (?<types>[^:]+): remove it, or change the \\S+");

    private static final String RULES = "x-kubernetes-validations";

    /** Every rule of every definition. */
    static List<DefinedRule> all() {
        List<DefinedRule> found = new ArrayList<>();
        for (Path file : definitions()) {
            Map<String, Object> spec = map(map(read(file)).get("spec"));
            String kind = String.valueOf(map(spec.get("names")).get("kind"));
            for (Object version : list(spec.get("versions"))) {
                Map<String, Object> schema = map(map(map(version).get("schema")).get("openAPIV3Schema"));
                collect(
                        kind,
                        List.of(),
                        schema,
                        map(map(schema.get("properties")).get("spec")),
                        found);
            }
        }
        return found;
    }

    static List<Path> definitions() {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("crds"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The least spec that has these fields at the rule's place. */
    Map<String, Object> specWith(Map<String, Object> fields) {
        return wrapped(spec, place.subList(1, place.size()), fields);
    }

    private static void collect(
            String kind,
            List<String> place,
            Map<String, Object> schema,
            Map<String, Object> spec,
            List<DefinedRule> found) {
        for (Object rule : list(schema.get(RULES))) {
            Map<String, Object> entry = map(rule);
            found.add(new DefinedRule(
                    kind,
                    place,
                    String.valueOf(entry.get("rule")),
                    String.valueOf(entry.get("message")),
                    schema,
                    spec));
        }
        map(schema.get("properties"))
                .forEach((name, field) -> collect(kind, with(place, name), map(field), spec, found));
        if (schema.containsKey("items")) {
            String last = place.get(place.size() - 1);
            List<String> element = with(place.subList(0, place.size() - 1), last + "[]");
            collect(kind, element, map(schema.get("items")), spec, found);
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
            collect(kind, with(place, "*"), map(values), spec, found);
        }
    }

    private static List<String> with(List<String> place, String step) {
        return Stream.concat(place.stream(), Stream.of(step)).toList();
    }

    private static Map<String, Object> wrapped(
            Map<String, Object> schema, List<String> steps, Map<String, Object> fields) {
        Map<String, Object> properties = map(schema.get("properties"));
        Map<String, Object> block = new LinkedHashMap<>();
        for (Object name : list(schema.get("required"))) {
            block.put(String.valueOf(name), sample(map(properties.get(name))));
        }
        if (steps.isEmpty()) {
            block.putAll(fields);
            return block;
        }
        String step = steps.get(0);
        String name = step.replace("[]", "");
        block.putAll(typeWith(name, schema));
        List<String> rest = steps.subList(1, steps.size());
        if (step.endsWith("[]")) {
            Map<String, Object> items = map(map(properties.get(name)).get("items"));
            block.put(name, List.of(wrapped(items, rest, fields)));
        } else {
            block.put(step, wrapped(map(properties.get(step)), rest, fields));
        }
        return block;
    }

    /** The discriminator of a block that has this field; nothing where a block has no types. */
    private static Map<String, Object> typeWith(String field, Map<String, Object> schema) {
        for (Object rule : list(schema.get(RULES))) {
            Matcher union = UNION.matcher(String.valueOf(map(rule).get("message")));
            if (union.matches() && union.group("field").equals(field)) {
                return Map.of(union.group("word"), union.group("types").split(", ")[0]);
            }
        }
        Map<String, Object> type = map(map(schema.get("properties")).get("type"));
        return type.containsKey("enum") ? Map.of("type", sample(type)) : Map.of();
    }

    /** A value that the schema takes. */
    static Object sample(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> words) {
            return words.get(0);
        }
        Object pattern = schema.get("pattern");
        if (pattern != null || schema.containsKey("x-kubernetes-int-or-string")) {
            return String.valueOf(pattern).startsWith("^(\\$\\(secret") ? "$(secret.name/key)" : "$(values.x)";
        }
        Object least = schema.getOrDefault("minimum", 1);
        return switch (String.valueOf(schema.get("type"))) {
            case "string" -> "plant";
            case "integer", "number" -> least;
            // New ones each time: where one stands twice, the text would have a reference to it.
            case "array" -> new ArrayList<>();
            case "object" -> new LinkedHashMap<>();
            default -> true;
        };
    }

    private static Object read(Path file) {
        try {
            return new Yaml().load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A map, empty for null. */
    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> result.put(String.valueOf(key), entry));
        }
        return result;
    }

    /** A list, empty for null. */
    static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
    }
}
