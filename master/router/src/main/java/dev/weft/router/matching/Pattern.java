package dev.weft.router.matching;

import dev.weft.wamp.uri.MatchPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of uris: one, all with a prefix, or all of a wildcard. */
public record Pattern(MatchPolicy match, String uri) {

    /** The policy that the option {@code match} asks for: exact where it is missing, null where WAMP has none of that name. */
    public static @Nullable MatchPolicy policy(@Nullable Object option) {
        if (option == null) {
            return MatchPolicy.EXACT;
        }
        return option instanceof String name ? MatchPolicy.byName(name).orElse(null) : null;
    }

    /** True where every uri of the other pattern is one of this pattern. */
    public boolean covers(Pattern other) {
        return match.covers(uri, other.match, other.uri);
    }

    /** True where some uri belongs to both patterns. */
    public boolean overlaps(Pattern other) {
        if (match == MatchPolicy.PREFIX && other.match == MatchPolicy.PREFIX) {
            return uri.startsWith(other.uri) || other.uri.startsWith(uri);
        }
        if (match == MatchPolicy.PREFIX) {
            return prefixOverlaps(this, other);
        }
        if (other.match == MatchPolicy.PREFIX) {
            return prefixOverlaps(other, this);
        }
        List<String> mine = components();
        List<String> theirs = other.components();
        if (mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            String a = mine.get(i);
            String b = theirs.get(i);
            boolean free = (a.isEmpty() && match == MatchPolicy.WILDCARD)
                    || (b.isEmpty() && other.match == MatchPolicy.WILDCARD);
            if (!free && !a.equals(b)) {
                return false;
            }
        }
        return true;
    }

    private static boolean prefixOverlaps(Pattern prefix, Pattern other) {
        if (other.match == MatchPolicy.EXACT) {
            return other.uri.startsWith(prefix.uri);
        }
        List<String> head = prefix.components();
        List<String> theirs = other.components();
        if (head.size() > theirs.size()) {
            return false;
        }
        for (int i = 0; i < head.size(); i++) {
            String part = head.get(i);
            String whole = theirs.get(i);
            boolean last = i == head.size() - 1;
            if (!whole.isEmpty() && !(last ? whole.startsWith(part) : whole.equals(part))) {
                return false;
            }
        }
        return true;
    }

    private List<String> components() {
        return List.of(uri.split("\\.", -1));
    }
}
