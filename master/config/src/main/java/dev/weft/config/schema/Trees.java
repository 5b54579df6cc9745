package dev.weft.config.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small questions about trees. */
final class Trees {

    /** Blocks nest at most this deep. */
    static final int MAX_DEPTH = 32;

    private Trees() {}

    /** The tree itself as a dictionary with text keys; empty where it is none. Not to be changed. */
    @SuppressWarnings("unchecked")
    static Optional<Map<String, @Nullable Object>> dictionary(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                return Optional.empty();
            }
        }
        return Optional.of((Map<String, @Nullable Object>) map);
    }

    /** The shape in words. */
    static String words(@Nullable Object tree) {
        if (tree == null) {
            return "null";
        }
        if (tree instanceof String) {
            return "a string";
        }
        if (tree instanceof Boolean) {
            return "a boolean";
        }
        if (tree instanceof Double || tree instanceof Float) {
            return "a number";
        }
        if (tree instanceof Number) {
            return "an integer";
        }
        if (tree instanceof List) {
            return "a list";
        }
        return tree instanceof Map ? "a dictionary" : tree instanceof byte[] ? "bytes" : "something else";
    }

    static boolean isWhole(Object tree) {
        return tree instanceof Long || tree instanceof Integer || tree instanceof Short || tree instanceof Byte;
    }

    /** The shape and, where it is a scalar that may be shown, the value. */
    static String shown(@Nullable Object tree, boolean secret) {
        boolean scalar = tree instanceof String || tree instanceof Number || tree instanceof Boolean;
        if (secret || !scalar) {
            return words(tree);
        }
        String text = String.valueOf(tree);
        String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return words(tree) + " (" + (tree instanceof String ? "\"" + cut + "\"" : cut) + ")";
    }
}
