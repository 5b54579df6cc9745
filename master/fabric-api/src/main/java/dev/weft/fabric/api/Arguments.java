package dev.weft.fabric.api;

import dev.weft.wamp.message.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checked arguments of a call, by canonical name, defaults filled. */
public final class Arguments {

    /** The positional arguments of a row that stands for many procedures, without those that address it. */
    static final String ORIGINAL = "original_args";
    /** Its keyword arguments. */
    static final String ORIGINAL_KEYWORDS = "original_kwargs";

    private final Procedure procedure;
    private final Map<String, @Nullable Object> given;

    Arguments(Procedure procedure, Map<String, @Nullable Object> given) {
        this.procedure = procedure;
        this.given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    public Procedure procedure() {
        return procedure;
    }

    /** True where the caller gave a value other than null. */
    public boolean has(String name) {
        return given.get(name) != null;
    }

    /** The value, or the default; null where there is neither. */
    public @Nullable Object get(String name) {
        Object value = given.get(name);
        return value != null
                ? value
                : procedure.argument(name).map(Argument::fallback).orElse(null);
    }

    /** A required text, or one with a default. */
    public String string(String name) {
        return require(name, String.class);
    }

    public Optional<String> findString(String name) {
        return get(name) instanceof String s ? Optional.of(s) : Optional.empty();
    }

    public long integer(String name) {
        return require(name, Number.class).longValue();
    }

    public Optional<Long> findInteger(String name) {
        return get(name) instanceof Number n ? Optional.of(n.longValue()) : Optional.empty();
    }

    public double number(String name) {
        return require(name, Number.class).doubleValue();
    }

    /** True only where the value or the default is true. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(get(name));
    }

    /** The dictionary; empty where it is absent. */
    public Map<String, @Nullable Object> dict(String name) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        if (get(name) instanceof Map<?, ?> map) {
            map.forEach((k, v) -> out.put(String.valueOf(k), v));
        }
        return Collections.unmodifiableMap(out);
    }

    /** The list; empty where it is absent. */
    public List<@Nullable Object> list(String name) {
        return get(name) instanceof List<?> list ? Collections.unmodifiableList(list) : List.of();
    }

    /** The node that the call is for. */
    public String node() {
        return string(Procedure.NODE);
    }

    /** The worker that the call is for. */
    public String worker() {
        return string(Procedure.WORKER);
    }

    /** These arguments with one more, or another value for it: a generated id, a node's authid in place of its oid. */
    public Arguments with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(given);
        copy.put(name, value);
        return new Arguments(procedure, copy);
    }

    /**
     * The payload of the same call on the node: without what addresses it and without the common keywords; positional in wire order
     * up to the last that is given.
     */
    public Payload toLocalPayload() {
        if (procedure.prefix()) {
            return Payload.of(list(ORIGINAL), dict(ORIGINAL_KEYWORDS));
        }
        List<@Nullable Object> positional = new ArrayList<>();
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        int upTo = 0;
        for (Argument a : procedure.arguments()) {
            Object value = given.get(a.name());
            if (a.keywordOnly()) {
                if (value != null) {
                    keywords.put(a.name(), value);
                }
            } else {
                positional.add(get(a.name()));
                upTo = value != null || a.required() ? positional.size() : upTo;
            }
        }
        List<@Nullable Object> trimmed = positional.subList(0, upTo);
        return Payload.of(trimmed, keywords);
    }

    private <T> T require(String name, Class<T> type) {
        Object value = get(name);
        if (!type.isInstance(value)) {
            throw FabricError.invalidArgument(procedure.uri(), name, "a value", Values.words(value));
        }
        return type.cast(value);
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return procedure.uri() + given.keySet();
    }
}
