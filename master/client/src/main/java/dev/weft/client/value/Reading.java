package dev.weft.client.value;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From WAMP to Java. The value has the depth that a serializer allows at most. */
final class Reading {

    private Reading() {}

    static @Nullable Object read(@Nullable Object value, Type type, String where) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return value == null ? Optional.empty() : Optional.ofNullable(read(value, argument(type, 0), where));
        }
        if (value == null) {
            if (raw.isPrimitive() && raw != void.class) {
                throw new Mismatch(where, name(raw), "nothing");
            }
            return null;
        }
        if (raw == Object.class) {
            return value;
        }
        Object known = scalar(value, raw);
        if (known == null) {
            known = container(value, type, raw, where);
        }
        if (known == null) {
            throw new Mismatch(where, name(raw), kind(value) + excess(value, raw));
        }
        return known;
    }

    static @Nullable Object missing(Type type, String where) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return Optional.empty();
        }
        if (raw == Void.class || raw == void.class) {
            return null;
        }
        throw new Mismatch(where, name(raw), "nothing: it is missing");
    }

    /** Null where the type is none of these, or the value none of the type. */
    private static @Nullable Object scalar(Object value, Class<?> raw) {
        if (value instanceof Number number) {
            return Numbers.read(raw, number);
        }
        if (value instanceof Boolean) {
            return raw == boolean.class || raw == Boolean.class ? value : null;
        }
        if (value instanceof byte[]) {
            return raw == byte[].class ? value : null;
        }
        return value instanceof String text ? text(text, raw) : null;
    }

    private static @Nullable Object text(String text, Class<?> raw) {
        if (raw == String.class || raw == CharSequence.class) {
            return text;
        }
        if (raw == char.class || raw == Character.class) {
            return text.length() == 1 ? text.charAt(0) : null;
        }
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElse(null);
        }
        return Texts.read(raw, text);
    }

    private static @Nullable Object container(Object value, Type type, Class<?> raw, String where) {
        if (value instanceof List<?> list) {
            return raw.isArray() && raw != byte[].class
                    ? array(list, component(type, raw), where)
                    : list(list, type, raw, where);
        }
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        if (raw == Map.class) {
            Map<Object, @Nullable Object> read = new LinkedHashMap<>();
            map.forEach((key, each) -> {
                String at = where + "." + key;
                read.put(
                        requireNonNull(read(key, argument(type, 0), "key of " + at)),
                        read(each, argument(type, 1), at));
            });
            return Collections.unmodifiableMap(read);
        }
        return fields(map, raw, where);
    }

    private static @Nullable Object list(List<?> list, Type type, Class<?> raw, String where) {
        Collection<@Nullable Object> read;
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            read = new ArrayList<>(list.size());
        } else if (raw == Set.class) {
            read = new LinkedHashSet<>();
        } else {
            return null;
        }
        int index = 0;
        for (Object each : list) {
            read.add(read(each, argument(type, 0), where + "[" + index++ + "]"));
        }
        return read instanceof Set<@Nullable Object> set
                ? Collections.unmodifiableSet(set)
                : Collections.unmodifiableList((List<@Nullable Object>) read);
    }

    private static Object array(List<?> list, Type component, String where) {
        Object array = Array.newInstance(raw(component), list.size());
        for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, read(list.get(i), component, where + "[" + i + "]"));
        }
        return array;
    }

    private static @Nullable Object fields(Map<?, ?> map, Class<?> raw, String where) {
        Shape shape = Shape.of(raw);
        if (shape == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Shape.Field field : shape.fields().values()) {
            if (shape.isRecord() || map.containsKey(field.name())) {
                values.put(field.name(), read(map.get(field.name()), field.type(), where + "." + field.name()));
            }
        }
        return shape.make(values, where);
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return raw(array.getGenericComponentType()).arrayType();
        }
        return type instanceof WildcardType wildcard ? raw(wildcard.getUpperBounds()[0]) : Object.class;
    }

    private static Type component(Type type, Class<?> raw) {
        return type instanceof GenericArrayType array ? array.getGenericComponentType() : raw.componentType();
    }

    /** What a raw type says nothing about is read as it is. */
    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }

    /** The type, for people. */
    private static String name(Class<?> raw) {
        if (raw.isEnum()) {
            return "one of " + Arrays.toString(raw.getEnumConstants());
        }
        if (Numbers.has(raw)) {
            return "a number that " + raw.getSimpleName() + " holds exactly";
        }
        if (Shape.of(raw) != null) {
            return "a dictionary (" + raw.getSimpleName() + ")";
        }
        return raw.isArray() && raw != byte[].class || Collection.class.isAssignableFrom(raw)
                ? "a list"
                : "a value of type " + raw.getSimpleName();
    }

    /** Why a whole number is none of this type of numbers: it is beyond its range. */
    private static String excess(Object value, Class<?> raw) {
        boolean whole = value instanceof Number && !(value instanceof Double);
        if (!whole || !Numbers.has(raw)) {
            return "";
        }
        return ((Number) value).doubleValue() < 0 ? " that is too small" : " that is too large";
    }

    /** The kind of value, for people; never the value itself. */
    private static String kind(Object value) {
        if (value instanceof String) {
            return "a text";
        }
        if (value instanceof Number) {
            return value instanceof Double ? "a floating-point number" : "a whole number";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof byte[]) {
            return "bytes";
        }
        return value instanceof List ? "a list" : "a dictionary";
    }
}
