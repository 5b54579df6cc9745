package dev.weft.config.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value, or the name of an environment variable of the node that holds it ({@code "$NAME"} or {@code "${NAME}"}).
 *
 * @param value null where a variable is named
 * @param variable null where the value is given
 */
public record OrEnv<T>(@Nullable T value, @Nullable String variable) {

    private static final Pattern FORM = Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

    public OrEnv {
        if ((value == null) == (variable == null)) {
            throw new IllegalArgumentException("either a value or a variable");
        }
    }

    public static <T> OrEnv<T> of(T value) {
        return new OrEnv<>(value, null);
    }

    public static <T> OrEnv<T> variable(String name) {
        return new OrEnv<>(null, name);
    }

    /** The name of the variable in a text of the form {@code "$NAME"} or {@code "${NAME}"}. */
    public static Optional<String> variableIn(String text) {
        var m = FORM.matcher(text);
        return m.matches() ? Optional.of(m.group(1) != null ? m.group(1) : m.group(2)) : Optional.empty();
    }

    /**
     * The value, taken from the environment where a variable is named.
     *
     * @param parse makes a value of the variable's text; may throw IllegalArgumentException
     * @throws InvalidBlock where the variable is not set or its text is no such value
     */
    public T resolve(Map<String, String> environment, Function<String, T> parse) {
        if (value != null) {
            return value;
        }
        String text = environment.get(variable);
        if (text == null) {
            throw invalid("environment variable " + variable + " is not set");
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw invalid("environment variable " + variable + " has a value that cannot be used here");
        }
    }

    /** Without the value: it may be a secret. */
    @Override
    public String toString() {
        return variable == null ? "OrEnv[given]" : "OrEnv[${" + variable + "}]";
    }

    private InvalidBlock invalid(String message) {
        return new InvalidBlock(List.of(new Problem(
                "", message, "Set " + variable + " in the environment of the node, or give the value itself")));
    }
}
