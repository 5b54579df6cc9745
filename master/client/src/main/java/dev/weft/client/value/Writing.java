package dev.weft.client.value;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From Java to WAMP. */
final class Writing {

    /** No message may be nested as deep as this: an object that holds itself ends here. */
    private static final int MOST_LEVELS = 100;

    private Writing() {}

    static @Nullable Object write(@Nullable Object value, String where, int level) {
        if (value == null || isPlain(value)) {
            return value;
        }
        if (level > MOST_LEVELS) {
            throw new Mismatch(where, "a value of at most " + MOST_LEVELS + " levels", "one that is deeper");
        }
        if (value instanceof Optional<?> optional) {
            return write(optional.orElse(null), where, level + 1);
        }
        if (value instanceof Map<?, ?> map) {
            return dictionary(map, where, level);
        }
        if (value instanceof Iterable<?> all && !Texts.has(value.getClass())) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Object each : all) {
                list.add(write(each, where + "[" + list.size() + "]", level + 1));
            }
            return list;
        }
        if (value.getClass().isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                list.add(write(Array.get(value, i), where + "[" + i + "]", level + 1));
            }
            return list;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return Texts.has(value.getClass()) || value instanceof Character
                ? value.toString()
                : fields(value, where, level);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof byte[];
    }

    private static Map<String, @Nullable Object> dictionary(Map<?, ?> map, String where, int level) {
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String || key instanceof Enum<?>) && (key == null || !Texts.has(key.getClass()))) {
                throw new Mismatch(where, "a map whose keys are texts", "another key");
            }
            String name = key instanceof Enum<?> constant ? constant.name() : key.toString();
            dictionary.put(name, write(value, where + "." + name, level + 1));
        });
        return dictionary;
    }

    private static Map<String, @Nullable Object> fields(Object value, String where, int level) {
        Shape shape = Shape.of(value.getClass());
        if (shape == null) {
            throw new Mismatch(
                    where,
                    "a value that WAMP can carry: a number, text, list, map, record or bean",
                    "a " + value.getClass().getName());
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        for (Shape.Field field : shape.fields().values()) {
            String at = where + "." + field.name();
            dictionary.put(field.name(), write(field.get(value, at), at, level + 1));
        }
        return dictionary;
    }
}
