package dev.weft.fabric.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a procedure.
 *
 * @param names the canonical name first, then others that are accepted as keywords
 * @param fallback the value where it is absent or null; null for none
 * @param keywordOnly true where it has no place among the positional arguments
 */
public record Argument(
        List<String> names,
        ArgumentType type,
        boolean required,
        @Nullable Object fallback,
        boolean keywordOnly) {

    public Argument {
        names = List.copyOf(names);
    }

    public String name() {
        return names.get(0);
    }

    /**
     * Arguments in short notation, separated by commas: {@code name:type} is required, {@code name:type?} may be absent,
     * {@code name:type=value} has a default, {@code name|other:type} has two names, {@code *name:type?} is accepted by keyword only.
     */
    static List<Argument> parse(String notation) {
        List<Argument> out = new ArrayList<>();
        for (String part : notation.split(",")) {
            if (!part.isBlank()) {
                out.add(parseOne(part.strip()));
            }
        }
        return List.copyOf(out);
    }

    private static Argument parseOne(String text) {
        boolean keywordOnly = text.startsWith("*");
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no type: " + text);
        }
        List<String> names = List.of(text.substring(keywordOnly ? 1 : 0, colon).split("\\|"));
        String type = text.substring(colon + 1);
        int equals = type.indexOf('=');
        boolean optional = equals >= 0 || type.endsWith("?");
        String name = equals >= 0 ? type.substring(0, equals) : type.replace("?", "");
        ArgumentType known = ArgumentType.valueOf(name.toUpperCase(Locale.ROOT));
        Object fallback = equals >= 0 ? fallback(known, type.substring(equals + 1)) : null;
        return new Argument(names, known, !optional, fallback, keywordOnly);
    }

    private static Object fallback(ArgumentType type, String text) {
        return switch (type) {
            case BOOL -> Boolean.valueOf(text);
            case INTEGER -> Long.valueOf(text);
            case NUMBER -> Double.valueOf(text);
            case STRING, ID, NODE, OBJECT, UUID, KEY, ANY -> text;
            case DICT -> Map.of();
            case LIST -> List.of();
        };
    }

    @Override
    public String toString() {
        String shown = (keywordOnly ? "*" : "") + name() + ": " + type.lowerCase();
        return required ? shown : shown + " = " + fallback;
    }
}
