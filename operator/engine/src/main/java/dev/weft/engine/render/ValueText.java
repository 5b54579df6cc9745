package dev.weft.engine.render;

import dev.weft.engine.diff.FieldChange;
import dev.weft.engine.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as people read them in a plan. */
public final class ValueText {

    private static final int LONGEST = 100;

    private ValueText() {}

    /** {@code allow.call: false -> true}. */
    public static String of(FieldChange change) {
        if (change.secret()) {
            return change.field() + ": changed (secret)";
        }
        return change.field() + ": " + of(change.before()) + " -> " + of(change.after());
    }

    private static String of(@Nullable Object value) {
        if (value == null) {
            return "(absent)";
        }
        String text = CanonicalJson.compact(lean(value));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** Without what is off or empty: a whole block that comes or goes is read for what it says. */
    private static Object lean(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> lean = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            Object inner = each == null ? Boolean.FALSE : lean(each);
            boolean empty = inner instanceof Map<?, ?> block && block.isEmpty();
            if (!inner.equals(Boolean.FALSE) && !empty) {
                lean.put(String.valueOf(key), inner);
            }
        });
        return lean;
    }
}
