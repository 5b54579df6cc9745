package dev.weft.wamp.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An options or details dictionary. Reading is lenient, as WAMP asks of receivers: an unknown key, or a value of another type than
 * the one asked for, reads as absent.
 */
public record Dict(Map<String, @Nullable Object> values) {

    private static final Dict EMPTY = new Dict(Map.of());

    public Dict {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Dict empty() {
        return EMPTY;
    }

    public static Dict of(String key, @Nullable Object value) {
        return EMPTY.with(key, value);
    }

    public static Dict of(Map<String, ? extends @Nullable Object> values) {
        return values.isEmpty() ? EMPTY : new Dict(new LinkedHashMap<>(values));
    }

    /** This dictionary with one more entry, or another value for it. */
    public Dict with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.put(key, value);
        return new Dict(copy);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public @Nullable Object get(String key) {
        return values.get(key);
    }

    /** True only where the value is the boolean {@code true}. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(values.get(key));
    }

    /** The boolean, or {@code fallback} where it is absent or no boolean. */
    public boolean flag(String key, boolean fallback) {
        return values.get(key) instanceof Boolean b ? b : fallback;
    }

    public @Nullable String string(String key) {
        return values.get(key) instanceof String s ? s : null;
    }

    public @Nullable Long integer(String key) {
        return values.get(key) instanceof Long l ? l : null;
    }

    /** The list, or null where the value is absent or no list. */
    @SuppressWarnings("unchecked")
    public @Nullable List<@Nullable Object> list(String key) {
        return values.get(key) instanceof List<?> l ? (List<@Nullable Object>) l : null;
    }

    /** The nested dictionary; empty where it is absent or no dictionary. */
    @SuppressWarnings("unchecked")
    public Dict dict(String key) {
        return values.get(key) instanceof Map<?, ?> m ? new Dict((Map<String, @Nullable Object>) m) : EMPTY;
    }
}
