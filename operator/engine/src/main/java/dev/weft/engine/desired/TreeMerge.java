package dev.weft.engine.desired;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Merges what several layouts say about one node: maps by name, lists of objects by their key; what differs is an error naming both. */
final class TreeMerge {

    /** The lists that are maps in disguise, and the fields that tell their elements apart. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "workers", List.of("id"),
            "transports", List.of("id"),
            "components", List.of("id"),
            "connections", List.of("id"),
            "rlinks", List.of("id"),
            "realms", List.of("name"),
            "roles", List.of("name"),
            "permissions", List.of("uri", "match"));

    private final String subject;
    private final Findings findings;

    TreeMerge(String subject, Findings findings) {
        this.subject = subject;
        this.findings = findings;
    }

    Located merge(Located first, Located second) {
        return merge("", "", first, second);
    }

    private Located merge(String where, String field, Located first, Located second) {
        if (first instanceof Located.Fields a && second instanceof Located.Fields b) {
            Map<String, Located> fields = new LinkedHashMap<>(a.fields());
            b.fields().forEach((name, value) -> {
                Located mine = fields.get(name);
                String place = where.isEmpty() ? name : where + "." + name;
                fields.put(name, mine == null ? value : merge(place, name, mine, value));
            });
            return new Located.Fields(fields, a.origin());
        }
        List<String> keys = KEYS.get(field);
        if (keys != null && first instanceof Located.Items a && second instanceof Located.Items b) {
            return keyed(where, keys, a, b);
        }
        if (!Objects.equals(Located.plain(first), Located.plain(second))) {
            findings.error(
                    second.origin(),
                    subject,
                    where + " is said differently at " + first.origin(),
                    "say it in one layout, or let the layouts select different nodes");
        }
        return first;
    }

    private Located keyed(String where, List<String> keys, Located.Items first, Located.Items second) {
        Map<String, Located> merged = new LinkedHashMap<>();
        List<Located> rest = new ArrayList<>();
        for (Located item : first.items()) {
            String key = key(keys, item);
            if (key == null || merged.putIfAbsent(key, item) != null) {
                rest.add(item);
            }
        }
        for (Located item : second.items()) {
            String key = key(keys, item);
            if (key == null) {
                rest.add(item);
            } else {
                Located mine = merged.get(key);
                merged.put(key, mine == null ? item : merge(where + "[" + key + "]", "", mine, item));
            }
        }
        List<Located> items = new ArrayList<>(merged.values());
        items.addAll(rest);
        return new Located.Items(items, first.origin());
    }

    private static @Nullable String key(List<String> keys, Located item) {
        if (!(item instanceof Located.Fields fields) || !fields.fields().containsKey(keys.get(0))) {
            return null;
        }
        return keys.stream()
                .map(fields.fields()::get)
                .filter(Objects::nonNull)
                .map(value -> String.valueOf(Located.plain(value)))
                .collect(Collectors.joining(" "));
    }
}
