package dev.weft.fabric.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A uri in which whole parts may be placeholders; one that is called {@code <wamp_…>} at the end stands for any number of parts. */
final class UriTemplate {

    private final String text;
    private final List<String> parts;
    private final boolean open;

    private UriTemplate(String text) {
        this.text = text;
        this.parts = List.of(text.split("\\.", -1));
        this.open = parts.get(parts.size() - 1).startsWith("<wamp_");
    }

    static UriTemplate of(String text) {
        return new UriTemplate(text);
    }

    boolean literal() {
        return text.indexOf('<') < 0;
    }

    boolean open() {
        return open;
    }

    /** The values of the placeholders where the uri matches. */
    Optional<Map<String, String>> match(String uri) {
        String[] given = uri.split("\\.", -1);
        if (open ? given.length < parts.size() : given.length != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (!part.startsWith("<")) {
                if (!part.equals(given[i])) {
                    return Optional.empty();
                }
                continue;
            }
            boolean rest = open && i == parts.size() - 1;
            String value = rest ? String.join(".", Arrays.asList(given).subList(i, given.length)) : given[i];
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(part.substring(1, part.length() - 1), value);
        }
        return Optional.of(values);
    }

    @Override
    public String toString() {
        return text;
    }
}
