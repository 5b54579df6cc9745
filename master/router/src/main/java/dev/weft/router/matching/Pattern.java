package dev.weft.router.matching;

import java.util.List;

/** A set of uris: one, all with a prefix, or all of a wildcard. */
public record Pattern(MatchPolicy match, String uri) {

    public boolean matches(String other) {
        return covers(new Pattern(MatchPolicy.EXACT, other));
    }

    /** True where every uri of the other pattern is one of this pattern. */
    public boolean covers(Pattern other) {
        return switch (match) {
            case EXACT -> other.match == MatchPolicy.EXACT && uri.equals(other.uri);
            case PREFIX -> other.literalHead().startsWith(uri);
            case WILDCARD -> other.match != MatchPolicy.PREFIX && wildcardCovers(components(), other.components());
        };
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
            boolean free =
                    a.isEmpty() && match == MatchPolicy.WILDCARD || b.isEmpty() && other.match == MatchPolicy.WILDCARD;
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

    private static boolean wildcardCovers(List<String> pattern, List<String> other) {
        if (pattern.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!pattern.get(i).isEmpty() && !pattern.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What every uri of this pattern begins with. */
    private String literalHead() {
        if (match != MatchPolicy.WILDCARD) {
            return uri;
        }
        if (uri.startsWith(".") || uri.isEmpty()) {
            return "";
        }
        int gap = uri.indexOf("..");
        return gap < 0 ? uri : uri.substring(0, gap + 1);
    }

    private List<String> components() {
        return List.of(uri.split("\\.", -1));
    }
}
