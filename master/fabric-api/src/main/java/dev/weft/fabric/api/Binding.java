package dev.weft.fabric.api;

import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.message.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Binds the payload of a call to arguments. */
final class Binding {

    private final Procedure procedure;
    private final List<Argument> arguments;
    private final Map<String, Argument> byName = new LinkedHashMap<>();

    Binding(Procedure procedure, List<Argument> addressing, List<Argument> own, List<Argument> common) {
        this.procedure = procedure;
        this.arguments = Stream.concat(addressing.stream(), own.stream()).toList();
        List<Argument> all = Stream.concat(arguments.stream(), common.stream()).toList();
        // A canonical name is never taken for the other name of another argument.
        all.forEach(a -> byName.putIfAbsent(a.name(), a));
        all.forEach(a -> a.names().forEach(n -> byName.putIfAbsent(n, a)));
    }

    /** The values that were given, by canonical name. */
    Map<String, @Nullable Object> bind(Payload payload) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        List<Argument> positional =
                arguments.stream().filter(a -> !a.keywordOnly()).toList();
        List<@Nullable Object> values = payload.arguments();
        if (values.size() > positional.size()) {
            throw refuse(
                    "#" + (positional.size() + 1),
                    "at most " + positional.size() + " positional arguments",
                    values.size() + "");
        }
        for (int i = 0; i < values.size(); i++) {
            put(given, positional.get(i), values.get(i));
        }
        payload.keywords().forEach((name, value) -> {
            Argument argument = byName.get(name);
            if (argument == null) {
                String known = arguments.stream().map(Argument::name).collect(Collectors.joining(", "));
                throw refuse(
                        name,
                        known.isEmpty() ? "no arguments" : "one of the arguments " + known,
                        "an unknown argument");
            }
            if (given.containsKey(argument.name())) {
                throw refuse(argument.name(), "one value", "two values");
            }
            put(given, argument, value);
        });
        for (Argument a : arguments) {
            if (a.required() && given.get(a.name()) == null) {
                throw refuse(a.name(), a.type().words(), given.containsKey(a.name()) ? "null" : "nothing");
            }
        }
        return given;
    }

    boolean knows(Set<String> keywords) {
        return byName.keySet().containsAll(keywords);
    }

    private void put(Map<String, @Nullable Object> given, Argument argument, @Nullable Object value) {
        if (value != null && !argument.type().fits(value)) {
            throw refuse(argument.name(), argument.type().words(), Values.words(value));
        }
        given.put(argument.name(), value);
    }

    private ApplicationError refuse(String argument, String expected, String got) {
        return FabricError.invalidArgument(procedure.uri(), argument, expected, got);
    }
}
