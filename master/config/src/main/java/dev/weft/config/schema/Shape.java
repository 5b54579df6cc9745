package dev.weft.config.schema;

import java.util.List;
import java.util.Map;

/** The shapes of a field that may be written in several ways. */
public enum Shape {
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    TEXT("a string"),
    TEXTS("a list of strings"),
    DICTIONARY("a dictionary");

    private final String words;

    Shape(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean fits(Object tree) {
        return switch (this) {
            case BOOLEAN -> tree instanceof Boolean;
            case INTEGER -> Trees.isWhole(tree);
            case TEXT -> tree instanceof String;
            case TEXTS -> tree instanceof List<?> l && l.stream().allMatch(String.class::isInstance);
            case DICTIONARY -> tree instanceof Map<?, ?>;
        };
    }
}
