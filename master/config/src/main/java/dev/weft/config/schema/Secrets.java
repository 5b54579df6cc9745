package dev.weft.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is not shown. */
final class Secrets {

    static final String HIDDEN = "***";

    private static final List<String> TELLING = List.of(
            "secret",
            "password",
            "passwd",
            "passphrase",
            "ticket",
            "token",
            "credential",
            "private_key",
            "privatekey",
            "api_key",
            "apikey",
            "stored-key",
            "server-key");

    /** A reference that is resolved elsewhere: {@code $(secret.name/key)} or {@code ${VARIABLE}}, and nothing besides. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\([A-Za-z0-9_.\\-/]+\\)|\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

    private Secrets() {}

    /** True where the name of an entry of an open dictionary tells that its value is a secret. */
    static boolean telling(String name) {
        String lower = cut(name).toLowerCase(Locale.ROOT);
        for (String word : TELLING) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** References to a secret are no secret. */
    static boolean isReference(@Nullable Object value) {
        return value instanceof String s
                && s.startsWith("$")
                && REFERENCE.matcher(s).matches();
    }

    static String cut(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "…" : name;
    }

    /** A scalar, or every scalar within, hidden. */
    static @Nullable Object hide(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> out.put(k, hide(v)));
            return out;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> out = new ArrayList<>();
            list.forEach(v -> out.add(hide(v)));
            return out;
        }
        return value == null || isReference(value) ? value : HIDDEN;
    }
}
