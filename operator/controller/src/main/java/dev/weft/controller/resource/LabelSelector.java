package dev.weft.controller.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which resources this operator looks at. The API server decides by it what comes into the caches; this decides the same of a resource
 * that is not there yet.
 *
 * @param text as people write it; empty: all
 */
public record LabelSelector(String text) {

    public static final LabelSelector EVERYTHING = new LabelSelector("");

    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");
    private static final String KEY = "([A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?)";
    private static final String VALUE = "([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|)";
    private static final Pattern THERE = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern EQUAL = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
    private static final Pattern ONE_OF = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]+)\\)");

    /** @throws IllegalArgumentException for what is no selector */
    public LabelSelector {
        requirements(text);
    }

    public boolean isEverything() {
        return text.isEmpty();
    }

    /** Whether a resource with these labels is looked at. */
    public boolean selects(Map<String, String> labels) {
        return requirements(text).stream().allMatch(each -> each.test(labels));
    }

    private static List<Predicate<Map<String, String>>> requirements(String text) {
        List<Predicate<Map<String, String>>> all = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String part : COMMA_OUTSIDE_PARENTHESES.split(text, -1)) {
                all.add(requirement(part.strip()));
            }
        }
        return all;
    }

    private static Predicate<Map<String, String>> requirement(String part) {
        return there(part)
                .or(() -> equal(part))
                .or(() -> oneOf(part))
                .orElseThrow(() -> new IllegalArgumentException("'" + part + "' selects nothing by labels"));
    }

    private static Optional<Predicate<Map<String, String>>> there(String part) {
        Matcher match = THERE.matcher(part);
        return match.matches()
                ? Optional.of(labels ->
                        labels.containsKey(match.group(2)) == match.group(1).isEmpty())
                : Optional.empty();
    }

    private static Optional<Predicate<Map<String, String>>> equal(String part) {
        Matcher match = EQUAL.matcher(part);
        return match.matches()
                ? Optional.of(isOneOf(
                        match.group(1), Set.of(match.group(3)), !match.group(2).equals("!=")))
                : Optional.empty();
    }

    private static Optional<Predicate<Map<String, String>>> oneOf(String part) {
        Matcher match = ONE_OF.matcher(part);
        return match.matches()
                ? Optional.of(isOneOf(
                        match.group(1),
                        Arrays.stream(match.group(3).split(",", -1))
                                .map(String::strip)
                                .collect(Collectors.toSet()),
                        match.group(2).equals("in")))
                : Optional.empty();
    }

    /** A label that is not there is none of any values. */
    private static Predicate<Map<String, String>> isOneOf(String key, Set<String> values, boolean wanted) {
        return labels -> {
            String value = labels.get(key);
            return (value != null && values.contains(value)) == wanted;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
