package dev.weft.sources.yaml;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted scalar means: the types that JSON has and no more. Where YAML 1.1 (Kubernetes' reader) and YAML 1.2 disagree, the
 * scalar is refused, so that a document means the same as a file and as a custom resource.
 */
final class PlainScalars {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<String> OLD_BOOLEANS =
            Set.of("y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern OTHER_BASE =
            Pattern.compile("[-+]?(0[0-9_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+|[1-9][0-9]*_[0-9_]*)");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /** Longer texts are no numbers; this keeps the patterns and the parsers cheap. */
    private static final int LONGEST_NUMBER = 400;

    private PlainScalars() {}

    /** The value, or what is wrong with it. */
    record Meaning(@Nullable Object value, String message, String remedy) {

        boolean isRefused() {
            return !message.isEmpty();
        }
    }

    static Meaning of(String text) {
        if (NULLS.contains(text)) {
            return meaning(null);
        }
        if (TRUE.contains(text)) {
            return meaning(true);
        }
        if (FALSE.contains(text)) {
            return meaning(false);
        }
        if (OLD_BOOLEANS.contains(text)) {
            return refused(
                    "'" + text + "' is a boolean for some readers of YAML and a text for others",
                    "write true or false, or put it in quotes");
        }
        char first = text.charAt(0);
        boolean numeric = first == '-' || first == '+' || first == '.' || (first >= '0' && first <= '9');
        return numeric && text.length() <= LONGEST_NUMBER ? number(text) : meaning(text);
    }

    private static Meaning number(String text) {
        if (INTEGER.matcher(text).matches()) {
            try {
                return meaning(Long.parseLong(text));
            } catch (NumberFormatException tooLarge) {
                return refused("the number " + shortened(text) + " is too large", "put it in quotes if it is a text");
            }
        }
        if (OTHER_BASE.matcher(text).matches()) {
            return refused(
                    "'" + shortened(text) + "' is another number, or a text, depending on the reader of YAML",
                    "write a plain decimal number, or put it in quotes");
        }
        if (NOT_FINITE.matcher(text).matches()) {
            return refused("'" + text + "' is no number that JSON can carry", "put it in quotes if it is a text");
        }
        if (!DECIMAL.matcher(text).matches()) {
            return meaning(text);
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value)
                ? refused("the number " + shortened(text) + " is too large", "put it in quotes if it is a text")
                : meaning(value);
    }

    private static String shortened(String text) {
        return text.length() <= 24 ? text : text.substring(0, 20) + "…";
    }

    private static Meaning meaning(@Nullable Object value) {
        return new Meaning(value, "", "");
    }

    private static Meaning refused(String message, String remedy) {
        return new Meaning(null, message, remedy);
    }
}
