package dev.weft.crd.schema;

import dev.weft.crd.table.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules in the Common Expression Language, as schemas hold them. */
final class Cel {

    static final String RULES = "x-kubernetes-validations";

    /** Words that a field's name must not be in a rule. */
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");

    private Cel() {}

    /** The name of a field in a rule. */
    static String name(String field) {
        if (RESERVED.contains(field)) {
            return "__" + field + "__";
        }
        return field.replace("__", "__underscores__")
                .replace(".", "__dot__")
                .replace("-", "__dash__")
                .replace("/", "__slash__");
    }

    /** A text in a rule. */
    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** Adds a rule to a schema. */
    static void add(Map<String, Object> schema, String rule, String message) {
        List<Object> rules = new ArrayList<>(Trees.list(schema.get(RULES)));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("rule", rule);
        entry.put("message", message);
        rules.add(entry);
        schema.put(RULES, rules);
    }

    /**
     * Adds a rule at its place below a schema.
     *
     * @throws IllegalArgumentException where there is no such place
     */
    static void place(Map<String, Object> root, Rule rule) {
        Map<String, Object> at = root;
        String[] steps = rule.place().isEmpty() ? new String[0] : rule.place().split("\\.");
        for (String step : steps) {
            boolean elements = step.endsWith("[]");
            String field = elements ? step.substring(0, step.length() - 2) : step;
            at = Trees.map(Trees.map(at.get("properties")).get(field));
            at = elements ? Trees.map(at.get("items")) : at;
        }
        if (at.isEmpty()) {
            throw new IllegalArgumentException("no such place in the schema: " + rule.place());
        }
        add(at, rule.rule(), rule.message());
    }
}
