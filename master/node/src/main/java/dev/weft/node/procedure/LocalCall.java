package dev.weft.node.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call, with its arguments by name; defaults are filled.
 *
 * @param caller session id of the caller on this realm; null where it is not known
 * @param procedure what was called: the registration may be a prefix
 */
public record LocalCall(Map<String, @Nullable Object> arguments, @Nullable Long caller, String procedure) {

    public boolean has(String name) {
        return arguments.get(name) != null;
    }

    public @Nullable Object value(String name) {
        return arguments.get(name);
    }

    /** A text that must be there. */
    public String text(String name) {
        if (arguments.get(name) instanceof String s) {
            return s;
        }
        throw Refusals.invalidArgument(name, "a text", arguments.get(name));
    }

    public @Nullable String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /** An id that must be there and be one. */
    public String id(String name) {
        return Refusals.requireId(name, text(name));
    }

    /** A dictionary that must be there. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> dictionary(String name) {
        if (arguments.get(name) instanceof Map<?, ?> map) {
            return new LinkedHashMap<>((Map<String, @Nullable Object>) map);
        }
        throw Refusals.invalidArgument(name, "a dictionary", arguments.get(name));
    }

    public boolean flag(String name) {
        Object value = arguments.get(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw Refusals.invalidArgument(name, "true or false", value);
    }

    public int integer(String name, int otherwise) {
        Object value = arguments.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number n && n.longValue() == n.doubleValue()) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, n.longValue()));
        }
        throw Refusals.invalidArgument(name, "an integer", value);
    }

    /** The texts of a list; empty where it is absent. */
    public List<String> texts(String name) {
        Object value = arguments.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw Refusals.invalidArgument(name, "a list of texts", value);
    }
}
