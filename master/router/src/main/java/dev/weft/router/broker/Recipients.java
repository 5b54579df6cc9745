package dev.weft.router.broker;

import dev.weft.router.session.Member;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of the subscribers gets an event (WAMP, "Subscriber Black- and Whitelisting", "Publisher Exclusion"). */
final class Recipients {

    private final @Nullable Set<Object> sessions;
    private final @Nullable Set<Object> authids;
    private final @Nullable Set<Object> authroles;
    private final @Nullable Set<Object> noSessions;
    private final @Nullable Set<Object> noAuthids;
    private final @Nullable Set<Object> noAuthroles;

    private Recipients(Dict options) {
        sessions = set(options, Options.ELIGIBLE);
        authids = set(options, Options.ELIGIBLE_AUTHID);
        authroles = set(options, Options.ELIGIBLE_AUTHROLE);
        noSessions = set(options, Options.EXCLUDE);
        noAuthids = set(options, Options.EXCLUDE_AUTHID);
        noAuthroles = set(options, Options.EXCLUDE_AUTHROLE);
    }

    /** Null where the options of PUBLISH restrict nothing. */
    static @Nullable Recipients of(Dict options) {
        if (options.isEmpty()) {
            return null;
        }
        Recipients some = new Recipients(options);
        boolean open = some.sessions == null
                && some.authids == null
                && some.authroles == null
                && some.noSessions == null
                && some.noAuthids == null
                && some.noAuthroles == null;
        return open ? null : some;
    }

    /** Whether it depends on ids of sessions, which mean nothing to later ones. */
    boolean isBySession() {
        return sessions != null || noSessions != null;
    }

    boolean include(Member member) {
        return allows(sessions, noSessions, member.id())
                && allows(authids, noAuthids, member.details().authid())
                && allows(authroles, noAuthroles, member.details().authrole());
    }

    private static boolean allows(@Nullable Set<Object> eligible, @Nullable Set<Object> excluded, Object value) {
        return (eligible == null || eligible.contains(value)) && (excluded == null || !excluded.contains(value));
    }

    private static @Nullable Set<Object> set(Dict options, String key) {
        List<@Nullable Object> list = options.list(key);
        if (list == null) {
            return null;
        }
        Set<Object> set = new HashSet<>();
        for (Object item : list) {
            if (item instanceof Number n) {
                set.add(n.longValue());
            } else if (item != null) {
                set.add(item);
            }
        }
        return set;
    }
}
