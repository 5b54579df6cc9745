package dev.weft.fabric.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values in words: their shape, never their content. */
final class Values {

    private Values() {}

    static String words(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String s) {
            return s.isEmpty() ? "an empty string" : "another string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Long || value instanceof Integer) {
            return "an integer";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "a dictionary" : "something else";
    }
}
