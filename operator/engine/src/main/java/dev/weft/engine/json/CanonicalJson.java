package dev.weft.engine.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes plain trees as JSON that is the same, byte for byte, in every locale and on every JDK: sorted keys, ASCII, shortest numbers. */
public final class CanonicalJson {

    private final StringBuilder out = new StringBuilder(256);
    private final Layout layout;

    private CanonicalJson(Layout layout) {
        this.layout = layout;
    }

    private enum Layout {
        COMPACT,
        INDENTED
    }

    /** On one line, without blanks. */
    public static String compact(@Nullable Object tree) {
        CanonicalJson json = new CanonicalJson(Layout.COMPACT);
        json.value(tree, 0);
        return json.out.toString();
    }

    /** With two blanks per level, for files that people look at. */
    public static String indented(@Nullable Object tree) {
        CanonicalJson json = new CanonicalJson(Layout.INDENTED);
        json.value(tree, 0);
        return json.out.append('\n').toString();
    }

    /** SHA-256 of the compact form, hexadecimal. */
    public static String digest(@Nullable Object tree) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(compact(tree).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void value(@Nullable Object tree, int depth) {
        if (tree instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (tree instanceof List<?> list) {
            array(list, depth);
        } else if (tree instanceof Double || tree instanceof Float) {
            out.append(number(((Number) tree).doubleValue()));
        } else if (tree == null || tree instanceof Boolean || tree instanceof Number) {
            out.append(tree);
        } else {
            string(tree.toString());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        out.append('{');
        Iterator<Map.Entry<String, @Nullable Object>> entries =
                sorted.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, @Nullable Object> entry = entries.next();
            line(depth + 1);
            string(entry.getKey());
            out.append(layout == Layout.INDENTED ? ": " : ":");
            value(entry.getValue(), depth + 1);
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        if (!sorted.isEmpty()) {
            line(depth);
        }
        out.append('}');
    }

    private void array(List<?> list, int depth) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            line(depth + 1);
            value(list.get(i), depth + 1);
            if (i + 1 < list.size()) {
                out.append(',');
            }
        }
        if (!list.isEmpty()) {
            line(depth);
        }
        out.append(']');
    }

    private void line(int depth) {
        if (layout == Layout.INDENTED) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** {@code Double.toString} changed in JDK 19; this is the shortest decimal that reads back as the same double, on all of them. */
    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return plain(rounded);
            }
        }
        return plain(exact.round(new MathContext(17)));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
}
