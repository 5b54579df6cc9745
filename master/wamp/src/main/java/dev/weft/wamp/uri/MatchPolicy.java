package dev.weft.wamp.uri;

import java.util.Locale;
import java.util.Optional;

/** How the uri of a registration, a subscription or a permission is compared with the uri of a call or an event. */
public enum MatchPolicy {
    /** The same text. */
    EXACT,
    /** The beginning of the text, also in the middle of a component, as in Crossbar.io. */
    PREFIX,
    /** As many components; an empty one stands for any. */
    WILDCARD;

    /** The policy of this name: {@code exact}, {@code prefix}, {@code wildcard}. */
    public static Optional<MatchPolicy> byName(String name) {
        for (MatchPolicy policy : values()) {
            if (policy.wireName().equals(name)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    /** The value of the option {@code match}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean matches(String pattern, String uri) {
        return switch (this) {
            case EXACT -> pattern.equals(uri);
            case PREFIX -> uri.startsWith(pattern);
            case WILDCARD -> wildcard(pattern, uri);
        };
    }

    /** True when every uri that {@code other} matches as a pattern of {@code otherPolicy} is matched by {@code pattern} too. */
    public boolean covers(String pattern, MatchPolicy otherPolicy, String other) {
        return switch (otherPolicy) {
            case EXACT -> matches(pattern, other);
            case PREFIX -> this == PREFIX && other.startsWith(pattern);
            case WILDCARD ->
                switch (this) {
                    case EXACT -> pattern.equals(other) && !hasEmptyComponent(other);
                    case PREFIX -> literalHead(other).startsWith(pattern);
                    case WILDCARD -> wildcard(pattern, other);
                };
        };
    }

    /**
     * Compares component by component. Against another wildcard pattern an empty component of it is just one more text, which only
     * an empty component covers.
     */
    private static boolean wildcard(String pattern, String uri) {
        int p = 0;
        int u = 0;
        while (true) {
            int pEnd = componentEnd(pattern, p);
            int uEnd = componentEnd(uri, u);
            if (pEnd > p && !(pEnd - p == uEnd - u && pattern.regionMatches(p, uri, u, pEnd - p))) {
                return false;
            }
            boolean pLast = pEnd == pattern.length();
            boolean uLast = uEnd == uri.length();
            if (pLast || uLast) {
                return pLast && uLast;
            }
            p = pEnd + 1;
            u = uEnd + 1;
        }
    }

    private static int componentEnd(String text, int from) {
        int dot = text.indexOf('.', from);
        return dot < 0 ? text.length() : dot;
    }

    private static boolean hasEmptyComponent(String pattern) {
        return literalHead(pattern).length() < pattern.length() || pattern.isEmpty() || pattern.endsWith(".");
    }

    /** What every uri begins with that the wildcard pattern matches. */
    private static String literalHead(String pattern) {
        if (pattern.startsWith(".")) {
            return "";
        }
        int gap = pattern.indexOf("..");
        return gap < 0 ? pattern : pattern.substring(0, gap + 1);
    }
}
