package dev.weft.wamp.uri;

import java.util.Optional;

/** Checks of uris (specification, "URIs"). Linear in the length of the text. */
public final class Uri {

    /** Characters of a uri or pattern, at most. */
    public static final int MAX_LENGTH = 1024;

    /** Components of a uri or pattern, at most. */
    public static final int MAX_COMPONENTS = 64;

    /** Which characters a component may have. */
    public enum Rules {
        /** All but whitespace, dot and {@code #}. */
        LOOSE,
        /** Lower-case letters, digits and underscore. */
        STRICT
    }

    private Uri() {}

    /** True for a whole, loose uri. */
    public static boolean isValid(String uri) {
        return isValid(uri, Rules.LOOSE);
    }

    /** True for a whole uri. */
    public static boolean isValid(String uri, Rules rules) {
        return findProblem(uri, rules, MatchPolicy.EXACT).isEmpty();
    }

    /** What is wrong with the text as a uri, or as a pattern of the given policy: for people. */
    public static Optional<String> findProblem(String uri, Rules rules, MatchPolicy policy) {
        if (uri.length() > MAX_LENGTH) {
            return Optional.of("uri is longer than " + MAX_LENGTH + " characters");
        }
        int components = 1;
        int start = 0;
        for (int i = 0; i <= uri.length(); i++) {
            boolean end = i == uri.length();
            if (end || uri.charAt(i) == '.') {
                if (i == start && !mayBeEmpty(policy, end)) {
                    return Optional.of("uri has an empty component");
                }
                if (!end && ++components > MAX_COMPONENTS) {
                    return Optional.of("uri has more than " + MAX_COMPONENTS + " components");
                }
                start = i + 1;
            } else if (!allowed(uri.charAt(i), rules)) {
                return Optional.of("uri has a character that is not allowed at place " + i);
            }
        }
        return Optional.empty();
    }

    /** True for uris that belong to the router itself: ordinary clients may not register or publish them. */
    public static boolean isReserved(String uri) {
        return uri.equals("wamp") || uri.startsWith("wamp.") || uri.equals("crossbar") || uri.startsWith("crossbar.");
    }

    private static boolean mayBeEmpty(MatchPolicy policy, boolean last) {
        return switch (policy) {
            case EXACT -> false;
            case PREFIX -> last;
            case WILDCARD -> true;
        };
    }

    private static boolean allowed(char c, Rules rules) {
        return switch (rules) {
            case LOOSE -> c != '#' && (c > ' ' && c < 0x7F || !Character.isWhitespace(c) && !Character.isSpaceChar(c));
            case STRICT -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        };
    }
}
