package dev.weft.router;

import dev.weft.router.matching.Pattern;
import dev.weft.router.matching.PatternTable;
import dev.weft.wamp.client.SessionDetails;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decides from a list of permissions. For a uri the exact permission counts, else the wildcard, else the longest prefix; what none
 * of them allows is denied. A pattern is allowed where one permission covers it whole, and no permission that counts more for a part
 * of it says otherwise. Immutable, safe for use by many threads.
 */
public final class StaticPermissions implements Authorizer {

    private static final Decision ALLOW_AND_DISCLOSE = new Decision(true, true);

    private final PatternTable<Grant> table = new PatternTable<>();
    private final List<Grant> grants;

    private record Grant(Pattern pattern, Permission permission) {

        boolean allows(Action action) {
            return permission.allow().contains(action);
        }

        boolean discloses(Action action) {
            return switch (action) {
                case CALL -> permission.discloseCaller();
                case PUBLISH -> permission.disclosePublisher();
                case REGISTER, SUBSCRIBE -> false;
            };
        }

        /** Of two grants that meet in a uri, true where this one counts more, or may. */
        boolean outranks(Grant other) {
            if (rank() != other.rank()) {
                return rank() > other.rank();
            }
            // Of two wildcards either may count, depending on the uri.
            return pattern.match() == MatchPolicy.WILDCARD
                    || pattern.uri().length() > other.pattern.uri().length();
        }

        private int rank() {
            return switch (pattern.match()) {
                case EXACT -> 3;
                case WILDCARD -> 2;
                case PREFIX -> 1;
            };
        }
    }

    private StaticPermissions(List<Permission> permissions) {
        Map<Pattern, Grant> byPattern = new LinkedHashMap<>();
        for (Permission permission : permissions) {
            Pattern pattern = pattern(permission);
            byPattern.put(pattern, new Grant(pattern, permission));
        }
        grants = List.copyOf(byPattern.values());
        for (Grant grant : grants) {
            table.put(grant.pattern().match(), grant.pattern().uri(), grant);
        }
    }

    /**
     * Where two permissions have the same pattern, the later one counts.
     *
     * @throws IllegalArgumentException for a {@code match} that WAMP does not know
     */
    public static StaticPermissions of(List<Permission> permissions) {
        return new StaticPermissions(permissions);
    }

    /** Everything that is not reserved. */
    public static StaticPermissions everything() {
        return of(List.of(Permission.allow("", "prefix", EnumSet.allOf(Action.class))));
    }

    /** Nothing at all. */
    public static StaticPermissions nothing() {
        return of(List.of());
    }

    /** The decision for one uri, at once. */
    public Decision decide(Action action, String uri) {
        return decision(action, find(uri));
    }

    /** The decision for a uri or a pattern, at once. */
    public Decision decide(Action action, String uri, String match) {
        MatchPolicy policy = Pattern.policy(match);
        if (policy == null) {
            return Decision.DENY;
        }
        return policy == MatchPolicy.EXACT
                ? decide(action, uri)
                : decision(action, findWhole(action, new Pattern(policy, uri)));
    }

    private static Decision decision(Action action, @Nullable Grant grant) {
        if (grant == null || !grant.allows(action)) {
            return Decision.DENY;
        }
        return grant.discloses(action) ? ALLOW_AND_DISCLOSE : Decision.ALLOW;
    }

    @Override
    public CompletionStage<Decision> authorize(SessionDetails session, Request request) {
        return CompletableFuture.completedFuture(decide(request.action(), request.uri(), request.match()));
    }

    private @Nullable Grant find(String uri) {
        Grant found = table.exact(uri);
        if (found == null) {
            found = table.bestWildcard(uri);
        }
        return found == null ? table.longestPrefix(uri) : found;
    }

    /** The grant for all of a pattern, or null where there is none or a stronger one denies a part of it. */
    private @Nullable Grant findWhole(Action action, Pattern wanted) {
        Grant best = null;
        for (Grant grant : grants) {
            if (grant.pattern().covers(wanted) && (best == null || grant.outranks(best))) {
                best = grant;
            }
        }
        if (best == null) {
            return null;
        }
        for (Grant grant : grants) {
            if (!grant.equals(best)
                    && !grant.allows(action)
                    && grant.outranks(best)
                    && grant.pattern().overlaps(wanted)) {
                return null;
            }
        }
        return best;
    }

    private static Pattern pattern(Permission permission) {
        String uri = permission.uri();
        if (permission.match() != null) {
            MatchPolicy match = Pattern.policy(permission.match());
            if (match == null) {
                throw new IllegalArgumentException("permission for '" + uri + "': match is '" + permission.match()
                        + "'; use exact, prefix or wildcard");
            }
            return new Pattern(match, withoutTrailingStar(match, uri));
        }
        int star = uri.indexOf('*');
        if (star < 0) {
            return new Pattern(MatchPolicy.EXACT, uri);
        }
        return star == uri.length() - 1
                ? new Pattern(MatchPolicy.PREFIX, uri.substring(0, star))
                : new Pattern(MatchPolicy.WILDCARD, uri.replace("*", ""));
    }

    private static String withoutTrailingStar(MatchPolicy match, String uri) {
        return match == MatchPolicy.PREFIX && uri.endsWith("*") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
