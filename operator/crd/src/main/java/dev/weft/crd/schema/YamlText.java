package dev.weft.crd.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes trees of maps, lists, texts, numbers and booleans as YAML, always the same way. */
final class YamlText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[A-Za-z0-9_./()$;,…-]| (?=[^# ]))*");

    /** What readers of YAML 1.1 take for something else than a text. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    static String of(Map<String, Object> tree) {
        YamlText text = new YamlText();
        text.map(tree, 0, 0);
        return text.out.toString();
    }

    /** Its first line begins where the text stands; {@code first} is how far the first key is indented, {@code rest} the others. */
    private void map(Map<String, Object> map, int first, int rest) {
        int indent = first;
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            indent(indent);
            out.append(scalar(entry.getKey())).append(':');
            value(entry.getValue(), rest);
            indent = rest;
        }
    }

    private void value(Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(Trees.map(map), indent + 2, indent + 2);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list(list, indent);
        } else {
            out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void list(List<?> list, int indent) {
        for (Object item : list) {
            indent(indent);
            out.append("- ");
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                map(Trees.map(map), 0, indent + 2);
            } else if (item instanceof List<?>) {
                throw new IllegalArgumentException("a list within a list has no form here");
            } else {
                out.append(scalar(item)).append('\n');
            }
        }
    }

    private void indent(int spaces) {
        out.append(" ".repeat(spaces));
    }

    private static String scalar(Object value) {
        if (value instanceof String text) {
            boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
            return plain ? text : "'" + text.replace("'", "''") + "'";
        }
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        return value instanceof List<?> ? "[]" : String.valueOf(value);
    }
}
