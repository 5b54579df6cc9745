package dev.weft.router.broker;

import dev.weft.router.session.Member;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Dict;
import dev.weft.wamp.message.Options;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who of the subscribers gets an event (WAMP, "Subscriber Black- and Whitelisting", "Publisher Exclusion"). */
public final class Recipients {

    private static final double MOST_ID = 1L << 53;

    private final @Nullable Set<Object> sessions;
    private final @Nullable Set<Object> authids;
    private final @Nullable Set<Object> authroles;
    private final @Nullable Set<Object> noSessions;
    private final @Nullable Set<Object> noAuthids;
    private final @Nullable Set<Object> noAuthroles;

    private Recipients(Dict options) {
        sessions = set(options, Options.ELIGIBLE, Long.class);
        authids = set(options, Options.ELIGIBLE_AUTHID, String.class);
        authroles = set(options, Options.ELIGIBLE_AUTHROLE, String.class);
        noSessions = set(options, Options.EXCLUDE, Long.class);
        noAuthids = set(options, Options.EXCLUDE_AUTHID, String.class);
        noAuthroles = set(options, Options.EXCLUDE_AUTHROLE, String.class);
    }

    /**
     * Null where the options of PUBLISH restrict nothing.
     *
     * @throws ApplicationError with {@code wamp.error.invalid_argument} where they restrict in a way that cannot be understood: an event
     *     must not go to more than it was meant for
     */
    public static @Nullable Recipients of(Dict options) {
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

    /** A value alone stands for a list of it. */
    private static @Nullable Set<Object> set(Dict options, String key, Class<?> type) {
        Object value = options.get(key);
        if (value == null) {
            return null;
        }
        Set<Object> set = new HashSet<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            Object read = type == Long.class ? id(item) : item;
            if (!type.isInstance(read)) {
                String expected = type == Long.class ? "ids of sessions" : "texts";
                throw ApplicationError.of(ErrorUri.INVALID_ARGUMENT, "option " + key + ": use a list of " + expected);
            }
            set.add(read);
        }
        return set;
    }

    /** JavaScript has one type of numbers, so some of its clients send ids of more than 32 bits as floating-point numbers. */
    private static @Nullable Object id(@Nullable Object item) {
        if (item instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) <= MOST_ID ? (Object) number.longValue() : null;
        }
        return item instanceof Integer number ? (Object) number.longValue() : item;
    }
}
