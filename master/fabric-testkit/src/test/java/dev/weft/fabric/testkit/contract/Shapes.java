package dev.weft.fabric.testkit.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares values with shapes; the notation is explained in {@code recorded.yaml}. */
final class Shapes {

    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final long A_DAY_OF_2020_MICROS = 1_577_836_800_000_000L;
    private static final String OTHERS = "*";

    private final Map<String, @Nullable Object> named;

    Shapes(Map<String, @Nullable Object> named) {
        this.named = named;
    }

    /** Where the value is not of this shape, and how; empty where it is. */
    List<String> differences(@Nullable Object shape, @Nullable Object value, Map<String, @Nullable Object> given) {
        List<String> out = new ArrayList<>();
        new Comparison(given, out).compare("result", shape, value);
        return out;
    }

    private final class Comparison {

        private final Map<String, @Nullable Object> given;
        private final List<String> out;

        Comparison(Map<String, @Nullable Object> given, List<String> out) {
            this.given = given;
            this.out = out;
        }

        void compare(String place, @Nullable Object shape, @Nullable Object value) {
            if (shape instanceof Map<?, ?> fields) {
                compareFields(place, fields, value);
            } else if (shape instanceof List<?> items) {
                compareItems(place, items, value);
            } else {
                compareType(place, String.valueOf(shape), value);
            }
        }

        private void compareFields(String place, Map<?, ?> fields, @Nullable Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                out.add(place + ": expected an object with " + fields.keySet() + ", got " + value);
                return;
            }
            Set<Object> left = new LinkedHashSet<>(map.keySet());
            fields.forEach((field, shape) -> {
                String name = String.valueOf(field).replaceAll("^\\+|~$", "");
                if (map.containsKey(name)) {
                    left.remove(name);
                    compare(place + "." + name, shape, map.get(name));
                } else if (!name.equals(OTHERS) && !String.valueOf(field).endsWith("~")) {
                    out.add(place + "." + name + ": missing");
                }
            });
            left.forEach(extra -> {
                if (fields.containsKey(OTHERS)) {
                    compare(place + "." + extra, fields.get(OTHERS), map.get(extra));
                } else {
                    out.add(place + "." + extra + ": unknown, with value " + map.get(extra));
                }
            });
        }

        private void compareItems(String place, List<?> items, @Nullable Object value) {
            if (!(value instanceof List<?> list)) {
                out.add(place + ": expected a list, got " + value);
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                compare(place + "[" + i + "]", items.get(0), list.get(i));
            }
            if (items.contains("sorted")) {
                List<String> texts = list.stream().map(String::valueOf).toList();
                if (!texts.equals(texts.stream().sorted().toList())) {
                    out.add(place + ": not sorted: " + list);
                }
            }
        }

        private void compareType(String place, String type, @Nullable Object value) {
            if (type.startsWith("=")) {
                Object expected = given.get(type.substring(1));
                if (!String.valueOf(expected).equals(String.valueOf(value))
                        && (value == null || !value.equals(expected))) {
                    out.add(place + ": expected what was given, " + expected + ", got " + value);
                }
            } else if (type.endsWith("~")) {
                if (value != null) {
                    compareType(place, type.substring(0, type.length() - 1), value);
                }
            } else if (named.containsKey(type)) {
                compare(place, named.get(type), value);
            } else if (!fits(type, value)) {
                out.add(place + ": expected " + type + ", got " + value);
            }
        }
    }

    private static boolean fits(String type, @Nullable Object value) {
        return switch (type) {
            case "any" -> true;
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "int" -> value instanceof Long || value instanceof Integer;
            case "number" -> value instanceof Number;
            case "bool" -> value instanceof Boolean;
            case "dict" -> value instanceof Map<?, ?>;
            case "list" -> value instanceof List<?>;
            case "iso" -> value instanceof String text && ISO.matcher(text).matches();
            case "uuid" -> value instanceof String text && UUID.matcher(text).matches();
            case "key" -> value instanceof String text && KEY.matcher(text).matches();
            case "us" -> value instanceof Long n && n > A_DAY_OF_2020_MICROS && n < 4 * A_DAY_OF_2020_MICROS;
            case "ns" -> value instanceof Long n && n / 1000 > A_DAY_OF_2020_MICROS;
            default -> throw new IllegalArgumentException("no such type or shape: " + type);
        };
    }
}
