package dev.weft.router.metaapi;

import dev.weft.router.matching.Pattern;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a meta procedure, each by its place or its name. */
record MetaArguments(Payload payload) {

    /** A required id. */
    long id(int place, String name) {
        if (find(place, name) instanceof Number n) {
            return n.longValue();
        }
        throw wrong(name, "an id");
    }

    /** A required text. */
    String text(int place, String name) {
        if (find(place, name) instanceof String s) {
            return s;
        }
        throw wrong(name, "a text");
    }

    /** A text that may be missing or null. */
    @Nullable
    String optionalText(int place, String name) {
        Object value = find(place, name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "a text");
    }

    /** A list that may be missing or null. */
    @Nullable
    List<?> optionalList(int place, String name) {
        Object value = find(place, name);
        if (value == null || value instanceof List<?>) {
            return (List<?>) value;
        }
        throw wrong(name, "a list");
    }

    /** The match policy in an options dictionary that may be missing. */
    MatchPolicy match(int place) {
        Object options = find(place, "options");
        MatchPolicy match = Pattern.policy(options instanceof Map<?, ?> m ? m.get("match") : null);
        if (match == null) {
            throw wrong("match", "exact, prefix or wildcard");
        }
        return match;
    }

    private @Nullable Object find(int place, String name) {
        Object positional = payload.argument(place);
        return positional == null ? payload.keywords().get(name) : positional;
    }

    static ApplicationError wrong(String name, String expected) {
        return ApplicationError.of(ErrorUri.INVALID_ARGUMENT, "argument " + name + ": expected " + expected);
    }
}
