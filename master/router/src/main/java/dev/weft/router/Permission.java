package dev.weft.router;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One permission of a role: what Crossbar.io has in {@code permissions} of a role's configuration.
 *
 * @param uri the uri or pattern
 * @param match {@code exact}, {@code prefix} or {@code wildcard}; null: a trailing {@code *} means prefix, an inner one wildcard
 * @param allow what is allowed; everything else is not
 * @param discloseCaller callees get to know who calls
 * @param disclosePublisher subscribers get to know who publishes
 */
public record Permission(
        String uri, @Nullable String match, Set<Action> allow, boolean discloseCaller, boolean disclosePublisher) {

    public Permission {
        allow = Set.copyOf(allow);
    }

    /** A permission that discloses nobody. */
    public static Permission allow(String uri, @Nullable String match, Set<Action> actions) {
        return new Permission(uri, match, actions, false, false);
    }
}
