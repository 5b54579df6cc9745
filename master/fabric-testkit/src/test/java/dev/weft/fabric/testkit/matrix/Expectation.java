package dev.weft.fabric.testkit.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares what was seen with what a feature expects, where a few words of {@code features.yaml} stand for more than one value. */
final class Expectation {

    private static final String MORE = "...";

    private Expectation() {}

    /** True where the value is as expected. Numbers are equal by value, however they are written. */
    static boolean met(@Nullable Object expected, @Nullable Object seen) {
        if ("${any}".equals(expected)) {
            return seen != null;
        }
        if (expected instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> wanted = Trees.dict(map);
            if (wanted.containsKey("$one")) {
                return Trees.list(wanted.get("$one")).stream().anyMatch(one -> met(one, seen));
            }
            if (wanted.containsKey("$set")) {
                return seen instanceof List && sameInAnyOrder(Trees.list(wanted.get("$set")), Trees.list(seen));
            }
            return seen instanceof Map && dict(wanted, Trees.dict(seen));
        }
        if (expected instanceof List<?> list) {
            return seen instanceof List<?> other && inOrder(Trees.list(list), Trees.list(other));
        }
        if (expected instanceof Number a && seen instanceof Number b) {
            return a instanceof Double || b instanceof Double
                    ? a.doubleValue() == b.doubleValue()
                    : a.longValue() == b.longValue();
        }
        return Objects.equals(expected, seen);
    }

    /**
     * The same for a result, an error or an event: {@code args} and {@code kwargs} are empty where none are expected, and of the other
     * fields those are compared that are expected, null for those that must not be there.
     */
    static boolean payloadMet(Map<String, @Nullable Object> expected, Map<String, @Nullable Object> seen) {
        return met(expected.getOrDefault("args", List.of()), seen.getOrDefault("args", List.of()))
                && met(expected.getOrDefault("kwargs", Map.of()), seen.getOrDefault("kwargs", Map.of()))
                && expected.entrySet().stream()
                        .filter(field -> !field.getKey().equals("args")
                                && !field.getKey().equals("kwargs"))
                        .allMatch(field -> met(field.getValue(), seen.get(field.getKey())));
    }

    private static boolean dict(Map<String, @Nullable Object> expected, Map<String, @Nullable Object> seen) {
        for (Map.Entry<String, @Nullable Object> field : expected.entrySet()) {
            boolean there = seen.containsKey(field.getKey()) && met(field.getValue(), seen.get(field.getKey()));
            if (!field.getKey().equals(MORE) && !there) {
                return false;
            }
        }
        return expected.containsKey(MORE) || seen.size() == expected.size();
    }

    private static boolean inOrder(List<@Nullable Object> expected, List<@Nullable Object> seen) {
        if (expected.size() != seen.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!met(expected.get(i), seen.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameInAnyOrder(List<@Nullable Object> expected, List<@Nullable Object> seen) {
        List<@Nullable Object> rest = new ArrayList<>(seen);
        for (Object one : expected) {
            int found = 0;
            while (found < rest.size() && !met(one, rest.get(found))) {
                found++;
            }
            if (found == rest.size()) {
                return false;
            }
            rest.remove(found);
        }
        return rest.isEmpty();
    }
}
