package dev.weft.router.metaapi;

import dev.weft.router.matching.Pattern;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import dev.weft.wamp.message.Payload;
import dev.weft.wamp.uri.MatchPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of a meta procedure, each by its place or its name. */
record MetaArguments(Payload payload) {

    /** The place of what has a name only. */
    static final int BY_NAME = Integer.MAX_VALUE;

    /** A whole number that may be missing or null. */
    long optionalNumber(int place, String name, long otherwise) {
        Object value = find(place, name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Long n) {
            return n;
        }
        throw wrong(name, "a whole number");
    }

    /** True only where the keyword is. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(payload.keywords().get(name));
    }

    /** A dictionary that may be missing or null. */
    Map<String, @Nullable Object> optionalDict(int place, String name) {
        Object value = find(place, name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> dict = new LinkedHashMap<>();
            map.forEach((key, item) -> dict.put(String.valueOf(key), item));
            return dict;
        }
        throw wrong(name, "a dictionary");
    }

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
