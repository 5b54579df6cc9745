package dev.weft.router.matching;

import dev.weft.wamp.uri.MatchPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by pattern. The same uri may stand there once per match policy. */
public final class PatternTable<T> {

    private final Map<String, T> exact = new HashMap<>();
    private final PrefixTrie<T> prefix = new PrefixTrie<>();
    private final WildcardTrie<T> wildcard = new WildcardTrie<>();

    public @Nullable T get(MatchPolicy match, String uri) {
        return switch (match) {
            case EXACT -> exact.get(uri);
            case PREFIX -> prefix.get(uri);
            case WILDCARD -> wildcard.get(uri);
        };
    }

    public void put(MatchPolicy match, String uri, T value) {
        switch (match) {
            case EXACT -> exact.put(uri, value);
            case PREFIX -> prefix.put(uri, value);
            case WILDCARD -> wildcard.put(uri, value);
        }
    }

    public void remove(MatchPolicy match, String uri) {
        switch (match) {
            case EXACT -> exact.remove(uri);
            case PREFIX -> prefix.remove(uri);
            case WILDCARD -> wildcard.remove(uri);
        }
    }

    public @Nullable T exact(String uri) {
        return exact.get(uri);
    }

    public @Nullable T longestPrefix(String uri) {
        return prefix.isEmpty() ? null : prefix.longest(uri);
    }

    public @Nullable T bestWildcard(String uri) {
        return wildcard.isEmpty() ? null : wildcard.best(uri);
    }

    /** What a call goes to: exact before the longest prefix before wildcard (WAMP, "Pattern-based Registrations"). */
    public @Nullable T best(String uri) {
        T found = exact.get(uri);
        if (found == null) {
            found = longestPrefix(uri);
        }
        return found == null ? bestWildcard(uri) : found;
    }

    /** True where there are values that are not exact. */
    public boolean hasPatterns() {
        return !prefix.isEmpty() || !wildcard.isEmpty();
    }

    /** Adds the values of all prefixes and wildcards that match the uri. */
    public void collectPatterns(String uri, List<T> into) {
        prefix.collect(uri, into);
        if (!wildcard.isEmpty()) {
            wildcard.collect(uri, into);
        }
    }
}
