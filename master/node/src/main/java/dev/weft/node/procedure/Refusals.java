package dev.weft.node.procedure;

import dev.weft.config.Ids;
import dev.weft.config.schema.Blocks;
import dev.weft.config.schema.Problem;
import dev.weft.config.schema.Reading;
import dev.weft.wamp.error.ApplicationError;
import dev.weft.wamp.error.ErrorUri;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The errors of the local API, and the checks that lead to them. */
public final class Refusals {

    private Refusals() {}

    public static ApplicationError unavailable(String what) {
        return ApplicationError.of(ErrorUri.FEATURE_UNAVAILABLE, what + " is not available in this build");
    }

    public static ApplicationError noSuchObject(String message) {
        return ApplicationError.of(ErrorUri.NO_SUCH_OBJECT, message);
    }

    public static ApplicationError invalidArgument(String name, String expected, @Nullable Object got) {
        String came = got == null
                ? "nothing"
                : got instanceof String s ? "'" + cut(s) + "'" : got.getClass().getSimpleName();
        return ApplicationError.of(
                ErrorUri.INVALID_ARGUMENT,
                "argument '" + name + "': expected " + expected + ", got " + came,
                Map.of("argument", name, "expected", expected));
    }

    /** @throws ApplicationError {@code wamp.error.invalid_argument} unless it is an id */
    public static String requireId(String name, String id) {
        if (!Ids.isId(id)) {
            throw invalidArgument(name, Ids.ID_MEANING, id);
        }
        return id;
    }

    /**
     * The block that a configuration describes.
     *
     * @throws ApplicationError {@code crossbar.error.invalid_configuration} with all problems
     */
    public static <T> T requireBlock(Class<T> type, Map<String, @Nullable Object> config, String what) {
        Reading<T> reading = Blocks.read(type, config);
        return reading.value().orElseThrow(() -> invalidConfiguration(what, reading.problems()));
    }

    public static ApplicationError invalidConfiguration(String what, List<Problem> problems) {
        String all = problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
        List<Map<String, String>> details = problems.stream()
                .map(p -> Map.of("pointer", p.pointer(), "message", p.message(), "remedy", p.remedy()))
                .toList();
        return ApplicationError.of(
                ErrorUri.INVALID_CONFIGURATION,
                "invalid configuration of " + what + ": " + all,
                Map.of("problems", details));
    }

    private static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
