package dev.weft.engine.diff;

import dev.weft.config.realm.RoleConfig;
import dev.weft.config.schema.Blocks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a role allows, to tell whether a change takes something away. In doubt it does. */
final class Grants {

    private static final List<String> ACTIONS = List.of("call", "register", "publish", "subscribe");

    /** A permission's key. */
    private record Rule(String uri, String match) implements Comparable<Rule> {
        @Override
        public int compareTo(Rule other) {
            int byUri = uri.compareTo(other.uri);
            return byUri != 0 ? byUri : match.compareTo(other.match);
        }

        /** Whether uris that the other one matches may be matched by this one too. */
        boolean mayCover(Rule other) {
            return match.equals("wildcard")
                    || other.match.equals("wildcard")
                    || match.equals("prefix") && other.uri.startsWith(uri);
        }
    }

    private Grants() {}

    static boolean narrows(Map<String, Object> desired, Map<String, Object> live) {
        if (decidesElsewhere(desired) || decidesElsewhere(live)) {
            return true;
        }
        Map<Rule, Set<String>> after = rules(desired);
        Map<Rule, Set<String>> before = rules(live);
        for (Map.Entry<Rule, Set<String>> was : before.entrySet()) {
            if (!after.getOrDefault(was.getKey(), Set.of()).containsAll(was.getValue())) {
                return true;
            }
        }
        // A new rule that is more specific hides what a wider one allows.
        for (Map.Entry<Rule, Set<String>> is : after.entrySet()) {
            if (!before.containsKey(is.getKey()) && hides(is.getKey(), is.getValue(), before)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hides(Rule rule, Set<String> allowed, Map<Rule, Set<String>> before) {
        return before.entrySet().stream()
                .anyMatch(wider -> wider.getKey().mayCover(rule) && !allowed.containsAll(wider.getValue()));
    }

    private static boolean decidesElsewhere(Map<String, Object> role) {
        return role.get("authorizer") != null || role.get("allow-by-default") != null;
    }

    private static Map<Rule, Set<String>> rules(Map<String, Object> role) {
        Map<Rule, Set<String>> rules = new TreeMap<>();
        if (Blocks.normalise(RoleConfig.class, role) instanceof Map<?, ?> canonical
                && canonical.get("permissions") instanceof List<?> permissions) {
            for (Object each : permissions) {
                if (each instanceof Map<?, ?> permission) {
                    Rule rule = new Rule(text(permission.get("uri")), text(permission.get("match")));
                    rules.put(rule, allowed(permission.get("allow")));
                }
            }
        }
        return rules;
    }

    private static Set<String> allowed(@org.jspecify.annotations.Nullable Object allow) {
        Set<String> allowed = new TreeSet<>();
        if (allow instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            ACTIONS.stream()
                    .filter(action -> Boolean.TRUE.equals(copy.get(action)))
                    .forEach(allowed::add);
        }
        return allowed;
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return String.valueOf(value);
    }
}
